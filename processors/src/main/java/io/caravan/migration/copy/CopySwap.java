package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.migration.TableName;

/** Lets the tables exchange their names while rows go on coming in. Killed anywhere, each step can be done again. */
final class CopySwap {

    /** Rounds behind the fence; what comes in during the last one follows after the exchange. */
    private static final int ROUNDS = 3;

    /** DEADLOCK_AVOIDED: inserts that began before the exchange still hold the table. */
    private static final int STILL_HELD = 473;

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyProgress progress;
    private final CopyPreparation preparation;
    private final MergeFence fence;
    private final CatchUp catchUp;
    private final CopyNames names;

    CopySwap(
            CopyStatements statements,
            CopyTables tables,
            CopyProgress progress,
            CopyPreparation preparation,
            MergeFence fence,
            CatchUp catchUp,
            CopyNames names) {
        this.statements = statements;
        this.tables = tables;
        this.progress = progress;
        this.preparation = preparation;
        this.fence = fence;
        this.catchUp = catchUp;
        this.names = names;
    }

    /** @throws CopyException when the live table is neither of the two: someone dropped or replaced it */
    boolean exchanged() {
        CopyBeginning begun = begun();
        String live = tables.uuid(names.live())
                .orElseThrow(() -> new CopyException("the table " + names.live() + " was dropped meanwhile"));
        if (!live.equals(begun.source()) && !live.equals(begun.target())) {
            throw new CopyException("the table " + names.live() + " is another one than when the copy began");
        }
        return live.equals(begun.target());
    }

    /** Stops the merges of the source, and brings over all that came since it was copied. */
    void closeFence() {
        if (!exchanged()) {
            tables.requireNoMutations(names.live());
            fence.close(names.live());
            fence.close(names.other());
            for (int round = 0; round < ROUNDS && catchUp.carryOrReplace(names.live(), names.other()) > 0; round++) {}
        }
    }

    void exchange() {
        if (!exchanged()) {
            tables.requireNoMutations(names.live());
            preparation.requireSameStructure();
            statements.run("EXCHANGE TABLES " + names.live().sql() + " AND "
                    + names.other().sql());
        }
    }

    /**
     * Carries over rows that came into the source until the exchange, and those of inserts that had begun by then: these hold
     * the table, and it can be detached only when the last of them has ended.
     */
    void followUp() {
        if (progress.last(CopyProgress.SWAPPED).isEmpty()) {
            TableName old = old();
            fence.close(old);
            fence.close(names.live());
            catchUp.carry(old, names.live());
            if (old.equals(names.other())) {
                statements.await(this::awaitInserts, "inserts that began before the exchange still run");
                catchUp.carry(old(), names.live());
            }
        }
    }

    /** Lets the new table merge, and gives the old one the name under which it is kept. */
    void openFence() {
        CopyBeginning begun = begun();
        fence.open(names.live(), begun.mergeSettings());
        if (tables.uuid(names.other()).equals(Optional.of(begun.source()))) {
            statements.run("RENAME TABLE " + names.other().sql() + " TO "
                    + names.kept().sql());
        }
        if (progress.last(CopyProgress.SWAPPED).isEmpty()) {
            progress.note("", CopyProgress.SWAPPED, List.of(), List.of());
        }
    }

    private boolean awaitInserts() {
        try {
            statements.run(
                    "DETACH TABLE " + names.other().sql() + " SYNC", Map.of(), Map.of("lock_acquire_timeout", "2"));
        } catch (ClickHouseException e) {
            if (e.getCode() != STILL_HELD) {
                throw e;
            }
            catchUp.carry(names.other(), names.live());
            return false;
        }
        statements.run("ATTACH TABLE " + names.other().sql());
        fence.close(names.other());
        return true;
    }

    /** Where the source is now. One that was detached when the hub was killed is attached again. */
    private TableName old() {
        Optional<String> source = Optional.of(begun().source());
        if (tables.uuid(names.kept()).equals(source)) {
            return names.kept();
        }
        if (!tables.exists(names.other())) {
            statements.run("ATTACH TABLE " + names.other().sql());
        }
        if (!tables.uuid(names.other()).equals(source)) {
            throw new CopyException("the table that " + names.live() + " was before is gone: it should be "
                    + names.other() + " with the UUID " + source.get());
        }
        return names.other();
    }

    private CopyBeginning begun() {
        return preparation
                .beginning()
                .orElseThrow(() -> new CopyException("the copy of " + names.live() + " has not begun"));
    }
}
