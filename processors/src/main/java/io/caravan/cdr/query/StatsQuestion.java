package io.caravan.cdr.query;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.caravan.hub.question.TimeBuckets;

/**
 * Statistics that a client asks for.
 *
 * @param zone of the days asked for, and of the times in the reply
 * @param groups in the order of the reply; empty: totals alone
 * @param buckets of the groups' time; empty when it is not divided, or by what the source has as a column
 * @param limit most groups in the reply
 */
public record StatsQuestion(
        List<Integer> nodes,
        ZoneId zone,
        TimeRange range,
        List<String> accounts,
        List<String> callerGateways,
        List<String> calleeGateways,
        List<StatsGroup> groups,
        StatsSource source,
        Optional<TimeBuckets> buckets,
        int limit) {}
