package io.caravan.hub;

import java.time.Clock;
import java.util.Map;
import java.util.Properties;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.behavior.BehaviorGatherer;
import io.caravan.behavior.BehaviorRanges;
import io.caravan.behavior.OffsetGauges;
import io.caravan.behavior.OffsetLook;
import io.caravan.behavior.OffsetVerifier;
import io.caravan.behavior.RangeClaims;
import io.caravan.behavior.SeenEvents;
import io.caravan.behavior.StoreFaults;
import io.caravan.behavior.StoreHealthCheck;
import io.caravan.behavior.TopicLook;
import io.caravan.behavior.restore.RangeRestores;
import io.caravan.hub.config.HubProperties;

/** The verbs that store behaviour events, by the names routes call them. */
final class BehaviorStoreBeans {

    private BehaviorStoreBeans() {}

    /** @param kafkaClient connection properties of Kafka's own clients */
    static Map<String, Object> of(
            HubProperties properties, ObjectMapper json, TopicLook kafka, Properties kafkaClient, Clock clock) {
        var seen = new SeenEvents(properties.integer("caravan.behavior.store.duplicate-records"));
        var faults = new StoreFaults(clock);
        var gatherer = new BehaviorGatherer(
                HubJson.strict(),
                properties.integer("caravan.behavior.store.batch-rows"),
                properties.integer("caravan.behavior.store.batch-bytes"));
        return Map.of(
                "storeFaults", faults,
                "behaviorStoreHealth", new StoreHealthCheck(faults),
                "behaviorRanges", new BehaviorRanges(gatherer, kafka, seen),
                "seenEvents", seen,
                "offsetLook", new OffsetLook(kafkaClient),
                "offsetVerifier", new OffsetVerifier(),
                "offsetGauges", new OffsetGauges(clock),
                "behaviorGatherer", gatherer,
                "rangeClaims", new RangeClaims(json, clock),
                "rangeRestores", new RangeRestores(properties.get("caravan.clickhouse.database")));
    }
}
