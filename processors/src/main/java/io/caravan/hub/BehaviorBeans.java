package io.caravan.hub;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.behavior.BehaviorIntake;
import io.caravan.behavior.IntakeRules;
import io.caravan.hub.config.HubProperties;

/** The verbs of the stream behavior, by the names routes call them. */
final class BehaviorBeans {

    private BehaviorBeans() {}

    static Map<String, Object> of(HubProperties properties, ObjectMapper strictJson, Clock clock) {
        var rules = new IntakeRules(
                Set.copyOf(properties.list("caravan.behavior.intake.actions")),
                properties.integer("caravan.behavior.intake.max-events"),
                properties.duration("caravan.behavior.intake.max-age"),
                properties.duration("caravan.behavior.intake.max-ahead"));
        return Map.of("behaviorIntake", new BehaviorIntake(strictJson, rules, clock));
    }
}
