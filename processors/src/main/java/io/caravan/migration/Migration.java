package io.caravan.migration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A migration and what became of it, as its journal has it.
 *
 * @param key the client's Idempotency-Key; empty without one
 * @param reason why it is in that state; empty when that needs no reason
 * @param finalized whether what a rollback would need has been given up
 * @param tables by name, as the last attempt left them
 */
public record Migration(
        MigrationRequest request,
        String key,
        MigrationState state,
        String reason,
        boolean finalized,
        Instant createdAt,
        Instant changedAt,
        Map<String, TableOutcome> tables) {

    static Migration create(MigrationRequest request, String key, Instant now) {
        return new Migration(request, key, MigrationState.PLANNED, "", false, now, now, Map.of());
    }

    Migration in(MigrationState next, String why, Instant now) {
        return new Migration(request, key, next, why, finalized, createdAt, now, tables);
    }

    Migration with(TableOutcome outcome, Instant now) {
        var all = new LinkedHashMap<>(tables);
        all.put(outcome.table().toString(), outcome);
        return new Migration(request, key, state, reason, finalized, createdAt, now, all);
    }

    Migration asFinal(Instant now) {
        return new Migration(request, key, state, reason, true, createdAt, now, tables);
    }

    public String id() {
        return request.id();
    }

    List<TableOutcome> outcomes() {
        return List.copyOf(tables.values());
    }

    /** The tables that were migrated that way, without their partitions. */
    List<TablePlan> plans(Way way) {
        return tables.values().stream()
                .filter(outcome -> outcome.way() == way)
                .map(outcome -> new TablePlan(
                        outcome.table(),
                        "",
                        way,
                        outcome.policy(),
                        request.volume(),
                        List.of(),
                        List.of(),
                        null,
                        List.of()))
                .toList();
    }
}
