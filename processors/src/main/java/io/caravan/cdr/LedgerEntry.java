package io.caravan.cdr;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What is known of a window: a row of {@code cdr_ledger}. The figures are those of the last successful pull, also while
 * later ones fail.
 *
 * @param attempts failures in a row since the last success
 * @param replied what the node's records of this window added up to
 * @param counts how those records fared
 * @param stored what the store held of this window right after that pull, vanished records included
 * @param pulledAt start of the last successful pull; null when there was none
 * @param settled whether that pull saw the whole day; of a mark, whether nothing of the day is due any more
 * @param nextAt when a failed window is tried again; null when it is done
 * @param error why the last pull failed; empty when it did not
 * @param fault class of that failure, see {@link PullFault}; empty when there was none
 * @param version moment of writing, epoch milliseconds: the highest counts
 */
public record LedgerEntry(
        @JsonProperty("node_id") int nodeId,
        String account,
        LocalDate day,
        String state,
        int attempts,
        @JsonUnwrapped Figures replied,
        @JsonUnwrapped PullCounts counts,
        @JsonUnwrapped(prefix = "stored_") Figures stored,
        @JsonProperty("pulled_at") Instant pulledAt,
        boolean settled,
        @JsonProperty("next_at") Instant nextAt,
        String error,
        String fault,
        @JsonProperty("run_id") UUID runId,
        long version) {

    public static final String DONE = "done";
    public static final String FAILED = "failed";

    private static final String PLANNED = "planned";
    private static final UUID NO_RUN = new UUID(0, 0);

    /** A window that was never pulled; stands in no ledger. */
    static LedgerEntry planned(int nodeId, String account, LocalDate day) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                PLANNED,
                0,
                Figures.NONE,
                PullCounts.NONE,
                Figures.NONE,
                null,
                false,
                null,
                "",
                "",
                NO_RUN,
                0);
    }

    /**
     * The entry of the node itself for a day that is looked after.
     *
     * @param complete nothing of the day is due any more
     */
    static LedgerEntry mark(
            int nodeId, LocalDate day, Optional<LedgerEntry> last, boolean complete, PullRun run, long now) {
        return last.orElse(planned(nodeId, Window.NODE_ITSELF, day))
                .succeeded(Figures.NONE, PullCounts.NONE, Figures.NONE, complete, run, now);
    }

    public boolean done() {
        return DONE.equals(state);
    }

    public boolean failed() {
        return FAILED.equals(state);
    }

    LedgerEntry succeeded(
            Figures nowReplied, PullCounts nowCounts, Figures nowStored, boolean nowSettled, PullRun run, long now) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                DONE,
                0,
                nowReplied,
                nowCounts,
                nowStored,
                run.start(),
                nowSettled,
                null,
                "",
                "",
                run.id(),
                after(now));
    }

    LedgerEntry failed(PullRun run, Instant next, String why, PullFault because, long now) {
        return new LedgerEntry(
                nodeId,
                account,
                day,
                FAILED,
                attempts + 1,
                replied,
                counts,
                stored,
                pulledAt,
                false,
                next,
                why,
                because.label(),
                run.id(),
                after(now));
    }

    /** A clock that was put back must not let an older entry win. */
    private long after(long now) {
        return Math.max(now, version + 1);
    }
}
