package io.caravan.behavior.realtime;

/** The rules of each place. */
@FunctionalInterface
public interface HotRulesByPlace {

    HotRules of(Place place);
}
