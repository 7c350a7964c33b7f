package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosNodes;
import io.caravan.cdr.sync.SyncJobs;
import io.caravan.cdr.sync.SyncQuestions;
import io.caravan.cdr.sync.SyncReplies;
import io.caravan.cdr.sync.SyncRequests;
import io.caravan.cdr.sync.SyncRows;
import io.caravan.cdr.sync.SyncTurns;
import io.caravan.hub.config.HubProperties;

/** The verbs of backfill, by the names routes call them. */
final class SyncBeans {

    private SyncBeans() {}

    static Map<String, Object> of(HubProperties properties, VosNodes nodes, VosAccounts accounts, Clock clock) {
        return Map.of(
                "syncRequests",
                        new SyncRequests(
                                nodes,
                                accounts,
                                HubJson.strict(),
                                properties.integer("caravan.cdr.retention.months"),
                                clock),
                "syncJobs", new SyncJobs(clock),
                "syncQuestions", new SyncQuestions(clock),
                "syncReplies", new SyncReplies(clock),
                "syncRows", new SyncRows(HubJson.lenient()),
                "syncTurns", new SyncTurns(properties.duration("caravan.cdr.sync.turn"), clock));
    }
}
