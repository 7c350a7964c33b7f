package io.caravan.cdr.query;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Which call records are asked for. Empty lists and optionals let everything pass.
 *
 * @param zone of the days asked for and of the times in the reply
 * @param range empty: of all times
 * @param caller fragment of the caller's number, as received or as processed
 * @param callee fragment of the callee's number, as dialled or with its prefix
 * @param number fragment of either side's number
 * @param minFee inclusive
 * @param maxFee inclusive
 * @param onlyWithFee fee above zero
 */
record CdrFilter(
        List<Integer> nodes,
        ZoneId zone,
        Optional<TimeRange> range,
        List<String> accounts,
        Optional<String> caller,
        Optional<String> callee,
        Optional<String> number,
        List<String> callerGateways,
        List<String> calleeGateways,
        List<Integer> endReasons,
        Optional<BigDecimal> minFee,
        Optional<BigDecimal> maxFee,
        boolean onlyWithFee,
        Optional<Boolean> answered) {}
