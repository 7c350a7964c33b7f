package io.caravan.cdr.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A job and how far it is, as clients see it.
 *
 * @param accounts that were asked for; empty: all that the node names
 * @param changedAt since when the state is what it is
 * @param records of the windows that are done, as are the sums
 * @param holdTime seconds
 * @param startedAt when the first window was done or failed
 * @param windowsPerMinute lately
 * @param readyAt when it will be done at that rate; null when nobody can tell
 * @param errors some of the failed windows
 */
record SyncStatus(
        String id,
        int node,
        LocalDate from,
        LocalDate to,
        List<String> accounts,
        SyncState state,
        String comment,
        Instant createdAt,
        Instant changedAt,
        Windows windows,
        long records,
        BigDecimal fee,
        long holdTime,
        Instant startedAt,
        double windowsPerMinute,
        Instant readyAt,
        List<SyncFigures.Fault> errors) {

    /**
     * How many windows are how far.
     *
     * @param total null until the node has named its accounts
     * @param leastAttempts how often each of the failed ones has failed in a row, at least
     */
    record Windows(Long total, long done, long failed, Long waiting, int leastAttempts) {}

    /** The answer to a request: what is odd about it is told. */
    record Answer(@JsonUnwrapped SyncStatus status, List<String> warnings) {}

    /**
     * A page of its windows.
     *
     * @param next what {@code after} is for the next page; null on the last one
     */
    record Page(@JsonUnwrapped SyncStatus status, List<SyncWindow> details, String next) {}

    /** Jobs, the newest first. */
    record Listing(List<SyncStatus> syncs, int count) {}
}
