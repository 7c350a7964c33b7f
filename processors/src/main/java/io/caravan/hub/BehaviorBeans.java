package io.caravan.hub;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.behavior.BehaviorRanges;

/** The verbs of the stream behavior but those of its intake, by the names routes call them. */
final class BehaviorBeans {

    private BehaviorBeans() {}

    static Map<String, Object> of(ObjectMapper strictJson) {
        return Map.of("behaviorRanges", new BehaviorRanges(strictJson));
    }
}
