package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is known of a window: a row of {@code cdr_ledger}.
 *
 * @param attempts failures in a row since the last success
 * @param records stored by the last successful pull; the sums are over them
 * @param pulledAt start of the last successful pull; null when there was none
 * @param nextAt when a failed window is tried again; null when it is done
 * @param error why the last pull failed; empty when it did not
 * @param version moment of writing, epoch milliseconds: the highest counts
 */
public record LedgerEntry(
        @JsonProperty("node_id") int nodeId,
        String account,
        LocalDate day,
        String state,
        int attempts,
        long records,
        long rejected,
        BigDecimal fee,
        @JsonProperty("hold_time") long holdTime,
        @JsonProperty("pulled_at") Instant pulledAt,
        @JsonProperty("next_at") Instant nextAt,
        String error,
        @JsonProperty("run_id") UUID runId,
        long version) {

    public static final String DONE = "done";
    public static final String FAILED = "failed";

    public boolean done() {
        return DONE.equals(state);
    }

    LedgerEntry recovered(PullRun run, long now) {
        return new LedgerEntry(
                nodeId, account, day, DONE, 0, 0, 0, BigDecimal.ZERO, 0, run.start(), null, "", run.id(), now);
    }
}
