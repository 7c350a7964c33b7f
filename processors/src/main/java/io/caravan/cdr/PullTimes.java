package io.caravan.cdr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * When windows are due.
 *
 * @param daysBack business days before today that a node's first pull looks after
 * @param refresh age at which a window of a day that is still filling is pulled again
 * @param settle time after the end of its day from which a pull sees all of it
 * @param rePulls days after which a settled day is pulled again, because records come late and VOS lets them be modified
 */
public record PullTimes(int daysBack, Duration refresh, Duration settle, List<Integer> rePulls) {

    public PullTimes {
        if (daysBack < 0 || rePulls.stream().anyMatch(days -> days < 1)) {
            throw new IllegalArgumentException("days-back cannot be negative, and a re-pull is at least a day later");
        }
        rePulls = rePulls.stream().sorted().distinct().toList();
    }

    /** From when on a pull of this day sees the whole day. */
    Instant settledAt(LocalDate day, ZoneId zone) {
        return after(day, 1, zone);
    }

    /** Whether the window's whole day was seen by its last successful pull, so that what is new to it comes late. */
    boolean pulledWhole(Window window) {
        Instant pulledAt = window.last().pulledAt();
        return pulledAt != null
                && !pulledAt.isBefore(settledAt(window.day(), window.node().zone()));
    }

    /** From when on a pull of this day is its last. */
    Instant finalAt(LocalDate day, ZoneId zone) {
        return moments(day, zone).reduce((earlier, later) -> later).orElseThrow();
    }

    /** The last moment, up to now, from which on a pull of this day is wanted; the epoch while the day is filling. */
    Instant wantedSince(LocalDate day, ZoneId zone, Instant now) {
        return moments(day, zone)
                .filter(moment -> !now.isBefore(moment))
                .reduce((earlier, later) -> later)
                .orElse(Instant.EPOCH);
    }

    private Stream<Instant> moments(LocalDate day, ZoneId zone) {
        return Stream.concat(Stream.of(1), rePulls.stream().filter(days -> days > 1))
                .map(days -> after(day, days, zone));
    }

    private Instant after(LocalDate day, int days, ZoneId zone) {
        return day.plusDays(days).atStartOfDay(zone).toInstant().plus(settle);
    }
}
