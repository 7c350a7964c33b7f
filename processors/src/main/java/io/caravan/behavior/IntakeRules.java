package io.caravan.behavior;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the intake accepts.
 *
 * @param actions the action types that are known, in lower case
 * @param required fields that an event must have beside those that every event has; {@code context.os} for one of the
 *     context
 * @param maxEvents most events in one request
 * @param maxEventBytes a larger event is rejected
 * @param maxAge an event that happened longer ago is rejected, since its table row would be expired already
 * @param maxAhead an event that is further in the future is rejected
 */
public record IntakeRules(
        Set<String> actions,
        List<String> required,
        int maxEvents,
        int maxEventBytes,
        Duration maxAge,
        Duration maxAhead) {

    /** Whether an event may have a field of this name and need not. */
    public static boolean isOptional(String field) {
        return EventFields.OPTIONAL.containsKey(field);
    }
}
