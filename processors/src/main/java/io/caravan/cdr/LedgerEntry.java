package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is known of a window: a row of {@code cdr_ledger}. The figures are those of the last successful pull, also while
 * later ones fail, and count each call once, as a reader of the store sees it.
 *
 * @param attempts failures in a row since the last success
 * @param records stored; the sums are over them
 * @param rejected among the dead letters
 * @param repeated left out, because the reply held them already
 * @param otherDays of the stored ones those that began on another day
 * @param fee in the node's currency
 * @param holdTime seconds
 * @param pulledAt start of the last successful pull; null when there was none
 * @param settled whether that pull was final, since its day had ended long enough before
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
        long repeated,
        @JsonProperty("other_days") long otherDays,
        BigDecimal fee,
        @JsonProperty("hold_time") long holdTime,
        @JsonProperty("pulled_at") Instant pulledAt,
        boolean settled,
        @JsonProperty("next_at") Instant nextAt,
        String error,
        @JsonProperty("run_id") UUID runId,
        long version) {

    public static final String DONE = "done";
    public static final String FAILED = "failed";

    private static final String PLANNED = "planned";
    private static final UUID NO_RUN = new UUID(0, 0);

    /** A window that was never pulled; stands in no ledger. */
    static LedgerEntry planned(int nodeId, String account, LocalDate day) {
        return new LedgerEntry(
                nodeId, account, day, PLANNED, 0, 0, 0, 0, 0, BigDecimal.ZERO, 0, null, false, null, "", NO_RUN, 0);
    }

    public boolean done() {
        return DONE.equals(state);
    }

    public boolean failed() {
        return FAILED.equals(state);
    }

    LedgerEntry done(PullRun run, CdrReply reply, boolean isFinal, long now) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                DONE,
                0,
                reply.records(),
                reply.rejectedRecords(),
                reply.repeatedRecords(),
                reply.recordsOfOtherDays(),
                reply.fee(),
                reply.holdTime(),
                run.start(),
                isFinal,
                null,
                "",
                run.id(),
                after(now));
    }

    LedgerEntry failed(PullRun run, Instant next, String why, long now) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                FAILED,
                attempts + 1,
                records,
                rejected,
                repeated,
                otherDays,
                fee,
                holdTime,
                pulledAt,
                false,
                next,
                why,
                run.id(),
                after(now));
    }

    /** For the entry about a node itself, which has no figures. */
    LedgerEntry recovered(PullRun run, long now) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                DONE,
                0,
                0,
                0,
                0,
                0,
                BigDecimal.ZERO,
                0,
                run.start(),
                true,
                null,
                "",
                run.id(),
                after(now));
    }

    /** A clock that was put back must not let an older entry win. */
    private long after(long now) {
        return Math.max(now, version + 1);
    }
}
