package io.caravan.migration.copy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.migration.TableName;

/** Lets the tables exchange their names while rows go on coming in. Killed anywhere, each step can be done again. */
final class CopySwap {

    /** DEADLOCK_AVOIDED: inserts that began before the exchange still hold the table. */
    private static final int STILL_HELD = 473;

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyProgress progress;
    private final CopyPreparation preparation;
    private final MergeFence fence;
    private final CatchUp catchUp;
    private final CopyNames names;
    private final Duration patience;

    /** @param patience how long merges of the source may be stopped */
    CopySwap(
            CopyStatements statements,
            CopyTables tables,
            CopyProgress progress,
            CopyPreparation preparation,
            MergeFence fence,
            CatchUp catchUp,
            CopyNames names,
            Duration patience) {
        this.statements = statements;
        this.tables = tables;
        this.progress = progress;
        this.preparation = preparation;
        this.fence = fence;
        this.catchUp = catchUp;
        this.names = names;
        this.patience = patience;
    }

    /** @throws CopyException when the live table is neither of the two: someone dropped or replaced it */
    boolean exchanged() {
        Map<String, String> uuids = tables.uuids(names.live(), names.progress());
        if (!uuids.containsKey(names.progress().table())) {
            throw notBegun();
        }
        CopyBeginning begun =
                progress.last(CopyProgress.BEGUN).map(CopyBeginning::of).orElseThrow(this::notBegun);
        String live = uuids.get(names.live().table());
        if (live == null) {
            throw new CopyException("the table " + names.live() + " was dropped meanwhile");
        }
        if (!live.equals(begun.source()) && !live.equals(begun.target())) {
            throw new CopyException("the table " + names.live() + " is another one than when the copy began");
        }
        return live.equals(begun.target());
    }

    /**
     * Stops the merges of the source, and brings over all that came since it was copied.
     *
     * @throws CopyException when more rows come in than can be brought over; then the merges go on, as after any failure
     */
    void closeFence() {
        if (!exchanged()) {
            orOpenAgain(() -> {
                tables.requireNoMutations(names.live());
                fence.close(names.live());
                fence.close(names.other());
                long end = System.nanoTime() + patience.toNanos();
                if (!CopyRounds.behindFence(
                        () -> catchUp.bringOver(names.live(), names.other()),
                        () -> System.nanoTime() > end || fence.crowded(names.live()))) {
                    throw new CopyException("rows come into " + names.live() + " faster than they can be brought into "
                            + names.other() + ", and its merges cannot be stopped for longer; nothing was exchanged,"
                            + " and they go on. Start the migration again when fewer rows come in");
                }
            });
        }
    }

    void exchange() {
        if (!exchanged()) {
            orOpenAgain(() -> {
                tables.requireNoMutations(names.live());
                preparation.requireSameStructure();
            });
            statements.run("EXCHANGE TABLES " + names.live().sql() + " AND "
                    + names.other().sql());
        }
    }

    /** The source is in use: when its copy cannot take the name now, its merges must not stay off. */
    private void orOpenAgain(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            try {
                fence.open(names.live(), begun().mergeSettings());
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
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
        return preparation.beginning().orElseThrow(this::notBegun);
    }

    private CopyException notBegun() {
        return new CopyException("the copy of " + names.live() + " has not begun");
    }
}
