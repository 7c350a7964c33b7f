package io.caravan.behavior;

import java.time.Duration;
import java.util.Set;

/**
 * What the intake accepts.
 *
 * @param actions the action types that are known, in lower case
 * @param maxEvents most events in one request
 * @param maxAge an event that happened longer ago is rejected, since its table row would be expired already
 * @param maxAhead an event that is further in the future is rejected
 */
public record IntakeRules(Set<String> actions, int maxEvents, Duration maxAge, Duration maxAhead) {}
