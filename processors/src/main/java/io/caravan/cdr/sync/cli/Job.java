package io.caravan.cdr.sync.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A backfill as the hub tells it; see {@code docs/http-api.md}. */
record Job(
        String id,
        int node,
        LocalDate from,
        LocalDate to,
        List<String> accounts,
        String state,
        Windows windows,
        long records,
        BigDecimal fee,
        double windowsPerMinute,
        Instant readyAt,
        List<Fault> errors,
        List<String> warnings) {

    record Windows(Long total, long done, long failed, Long waiting, int leastAttempts) {}

    record Fault(LocalDate day, String account, int attempts, String error) {}

    record Listing(List<Job> syncs) {}

    boolean done() {
        return "done".equals(state);
    }

    /** Whether nothing will happen any more. */
    boolean ended() {
        return done() || "cancelled".equals(state);
    }

    /** Whether all that is left has failed again and again. */
    boolean stuck(int attempts) {
        return windows.total() != null
                && windows.waiting() == 0
                && windows.failed() > 0
                && windows.leastAttempts() >= attempts;
    }

    String title() {
        return "node " + node + ", " + from + " to " + to + ", "
                + (accounts.isEmpty() ? "all accounts" : String.join(", ", accounts));
    }
}
