package io.caravan.cdr.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A backfill: a row of {@code cdr_sync}. How far it is stands in the ledger, so that nothing is lost with a hub.
 *
 * @param from business day of the node, included
 * @param to included
 * @param asked accounts that were asked for; empty: all that the node names
 * @param accounts accounts to pull; empty until the node has named them
 * @param createdAt a window is done for the job when a pull of it that began later succeeded
 * @param changedAt when the state was last changed
 * @param wishId names the request that the state follows: of two that change a job at once the store keeps the first
 * @param version the highest counts
 */
public record SyncJob(
        String id,
        @JsonProperty("node_id") int nodeId,
        @JsonProperty("day_from") LocalDate from,
        @JsonProperty("day_to") LocalDate to,
        List<String> asked,
        List<String> accounts,
        SyncState state,
        String comment,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("changed_at") Instant changedAt,
        @JsonProperty("wish_id") UUID wishId,
        long version) {

    /** What an operator wishes wins over what the hub notes at the same moment. */
    private static final long WISH = 1_000_000;

    private static final long NOTE = 1;

    static SyncJob create(String id, SyncRequest request, Instant now) {
        return new SyncJob(
                id,
                request.node(),
                request.from(),
                request.to(),
                request.asked(),
                request.asked(),
                SyncState.RUNNING,
                request.comment(),
                now,
                now,
                UUID.randomUUID(),
                WISH);
    }

    /** The state an operator wishes for. */
    SyncJob wished(SyncState wish, Instant now) {
        return changed(accounts, wish, now, UUID.randomUUID(), WISH);
    }

    /** Every window has been pulled. */
    SyncJob done(Instant now) {
        return changed(accounts, SyncState.DONE, now, wishId, NOTE);
    }

    /** The node has named its accounts; they stay these, so that the job has an end. */
    SyncJob naming(List<String> named) {
        return changed(named, state, changedAt, wishId, NOTE);
    }

    private SyncJob changed(List<String> theAccounts, SyncState theState, Instant since, UUID wish, long step) {
        return new SyncJob(
                id, nodeId, from, to, asked, theAccounts, theState, comment, createdAt, since, wish, version + step);
    }

    boolean asksFor(SyncRequest request) {
        return nodeId == request.node()
                && from.equals(request.from())
                && to.equals(request.to())
                && asked.equals(request.asked());
    }

    public boolean running() {
        return state == SyncState.RUNNING;
    }

    /** Whether it is not known yet what to pull. */
    public boolean nameless() {
        return accounts.isEmpty();
    }

    /** Names this version. */
    public String token() {
        return "cdr-sync:" + id + ":" + version;
    }

    @Override
    public String toString() {
        return id + " (node " + nodeId + ", " + from + " to " + to + ")";
    }
}
