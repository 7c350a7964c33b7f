package io.caravan.hub.health;

import java.time.Instant;

/**
 * What the last probe of a dependency found.
 *
 * @param problem why it cannot be used; empty when it can
 * @param since when this state began
 */
public record DependencyState(String name, boolean up, String problem, Instant since) {

    static DependencyState unknown(String name, Instant now) {
        return new DependencyState(name, false, "not reached yet", now);
    }

    DependencyState next(boolean nowUp, String nowProblem, Instant now) {
        return new DependencyState(name, nowUp, nowProblem, nowUp == up ? since : now);
    }
}
