package io.caravan.analytics;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which events a question is about.
 *
 * @param scenario empty for all of the tenant
 * @param zone whose clock divides time
 * @param from inclusive
 * @param to exclusive
 */
record Scope(String tenant, Optional<String> scenario, ZoneId zone, Instant from, Instant to) {}
