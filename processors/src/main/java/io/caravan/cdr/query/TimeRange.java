package io.caravan.cdr.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When calls began.
 *
 * @param firstDay no record of the range has an earlier business day
 * @param lastDay nor a later one; inclusive
 * @param instants what the days do not say; empty when the range is one of whole business days
 */
record TimeRange(LocalDate firstDay, LocalDate lastDay, Optional<Instants> instants) {

    /** The zones of the world, as far from UTC as they go. */
    private static final ZoneOffset WEST = ZoneOffset.ofHours(-12);

    private static final ZoneOffset EAST = ZoneOffset.ofHours(14);

    /**
     * @param from inclusive
     * @param to exclusive
     */
    record Instants(Instant from, Instant to) {}

    /** Business days of the nodes, wherever they are. */
    static TimeRange ofBusinessDays(LocalDate first, LocalDate last) {
        return new TimeRange(first, last, Optional.empty());
    }

    /** A range of instants, whatever the zones of the nodes are. */
    static TimeRange between(Instant from, Instant to) {
        return new TimeRange(
                LocalDate.ofInstant(from, WEST),
                LocalDate.ofInstant(to.minusMillis(1), EAST),
                Optional.of(new Instants(from, to)));
    }
}
