package io.caravan.cdr.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A window of a job, as clients see it.
 *
 * @param state waiting, failed or done for this job; the figures are those of the last successful pull, maybe an older one
 * @param attempts failures in a row since then
 * @param holdTime seconds
 * @param nextAt when a failed one is tried again
 */
record SyncWindow(
        LocalDate day,
        String account,
        String state,
        long records,
        long rejected,
        BigDecimal fee,
        long holdTime,
        Instant pulledAt,
        int attempts,
        Instant nextAt,
        String error) {}
