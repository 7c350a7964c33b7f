package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import io.caravan.cdr.VosNodes;
import io.caravan.cdr.statistics.DayMarks;
import io.caravan.cdr.statistics.Retention;
import io.caravan.cdr.statistics.StaleDays;
import io.caravan.cdr.statistics.StatisticsTurn;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.lease.Leases;

/** The verbs of the statistics of call records, by the names routes call them. */
final class CdrStatisticsBeans {

    private CdrStatisticsBeans() {}

    static Map<String, Object> of(HubProperties properties, VosNodes nodes, Clock clock, Leases leases) {
        var confirm = properties.duration("caravan.cdr.statistics.confirm");
        return Map.of(
                "dayMarks", new DayMarks(confirm, System::nanoTime),
                "staleDays", new StaleDays(properties.duration("caravan.cdr.statistics.pause"), confirm, nodes, clock),
                "statisticsTurn", new StatisticsTurn(leases),
                "retention", new Retention(properties.integer("caravan.cdr.retention.months"), clock));
    }
}
