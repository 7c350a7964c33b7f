package io.caravan.cdr.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a job is, summed up from the ledger.
 *
 * @param windows all of the job
 * @param records of the windows that are done, as are the sums
 * @param holdTime seconds
 * @param recently windows done in the last minutes, which give the rate
 * @param startedAt when the first window was done or failed; null before
 * @param leastAttempts of the failed windows the fewest failures in a row; 0 without any
 * @param errors some of the failed windows
 */
record SyncFigures(
        String id,
        long windows,
        long done,
        long failed,
        long records,
        BigDecimal fee,
        @JsonProperty("hold_time") long holdTime,
        long recently,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("least_attempts") int leastAttempts,
        List<Fault> errors) {

    /** Why a window failed, how often in a row, and when it is tried again. */
    record Fault(LocalDate day, String account, int attempts, String error, Instant nextAt) {}

    /** Of a job whose accounts are not known yet. */
    static SyncFigures none(String id) {
        return new SyncFigures(id, 0, 0, 0, 0, BigDecimal.ZERO.setScale(6), 0, 0, null, 0, List.of());
    }

    boolean complete() {
        return windows > 0 && done == windows;
    }
}
