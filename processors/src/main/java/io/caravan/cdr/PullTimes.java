package io.caravan.cdr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When windows are due.
 *
 * @param daysBack business days before today that a pull looks after
 * @param refresh age at which a window of a day that is still filling is pulled again
 * @param settle time after the end of its day from which a pull is final
 * @param retryFirst pause after the first failure, doubled with each further one
 * @param retryLast longest pause
 */
public record PullTimes(int daysBack, Duration refresh, Duration settle, Duration retryFirst, Duration retryLast) {

    /** From when on a pull of this day is final. */
    Instant settledAt(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().plus(settle);
    }

    /** Pause after this many failures in a row. */
    public Duration pauseAfter(int attempts) {
        Duration pause = retryFirst.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return pause.compareTo(retryLast) < 0 ? pause : retryLast;
    }
}
