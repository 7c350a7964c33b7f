package io.caravan.hub;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.behavior.BehaviorRanges;
import io.caravan.behavior.RangeClaims;
import io.caravan.behavior.SeenEvents;
import io.caravan.behavior.TopicLook;
import io.caravan.hub.config.HubProperties;

/** The verbs that store behaviour events, by the names routes call them. */
final class BehaviorStoreBeans {

    private BehaviorStoreBeans() {}

    static Map<String, Object> of(
            HubProperties properties, ObjectMapper json, ObjectMapper strictJson, TopicLook kafka) {
        var seen = new SeenEvents(properties.integer("caravan.behavior.store.duplicate-records"));
        return Map.of(
                "behaviorRanges", new BehaviorRanges(strictJson, kafka, seen),
                "seenEvents", seen,
                "rangeClaims",
                        new RangeClaims(
                                json,
                                properties.integer("caravan.behavior.store.batch-rows"),
                                properties.integer("caravan.behavior.store.batch-bytes")));
    }
}
