package io.caravan.migration.copy;

import java.time.Duration;
import java.util.List;

/**
 * The steps of copying one table to another policy, in order; each can be done again after a kill anywhere in it.
 *
 * <p>The live table stays in use all the time, and loses nothing before {@link #finish}.
 */
public final class TableCopy {

    private final CopyNames names;
    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyPreparation preparation;
    private final CoverageLook look;
    private final PartitionCopy partitions;
    private final CatchUp catchUp;
    private final CopySwap swap;
    private final CopyFinish finish;
    private final MergeFence fence;

    /** @param patience how long it waits for statements of others to end */
    public TableCopy(CopyServer server, CopyNames names, CopyLimits limits, Duration patience) {
        this.names = names;
        statements = new CopyStatements(server, names.live(), limits, patience);
        tables = new CopyTables(server);
        CopyContents contents = new CopyContents(server, tables);
        CopyProgress progress = new CopyProgress(server, names.progress());
        CopyRows rows = new CopyRows(statements, tables, contents);
        CopyStaging staging = new CopyStaging(statements, tables, contents, rows, names.staging());
        var carrier = new CopyCarrier(statements, tables, rows, progress, staging, names.staging());
        preparation = new CopyPreparation(server, statements, tables, progress, names);
        look = new CoverageLook(tables, contents, progress);
        partitions = new PartitionCopy(statements, tables, progress, staging, names.staging());
        catchUp = new CatchUp(server, statements, look, carrier, partitions, names.progress());
        fence = new MergeFence(statements, tables);
        swap = new CopySwap(statements, tables, progress, preparation, fence, catchUp, names, patience);
        finish = new CopyFinish(server, statements, tables, contents, progress, preparation, names);
    }

    /** Makes the table on the other policy. */
    public void prepare(String policy) {
        statements.awaitQuiet();
        if (preparation.beginning().isEmpty()) {
            tables.requireNoMutations(names.live());
        }
        preparation.there(policy);
    }

    /** Begins the way back to the kept table. */
    public void prepareBack() {
        statements.awaitQuiet();
        preparation.back();
        if (!swap.exchanged()) {
            fence.close(names.other());
        }
    }

    /** Partitions of the live table that its copy does not have yet as they are. */
    public List<String> pending() {
        return swap.exchanged() ? List.of() : catchUp.changed(names.live());
    }

    public void copy(String partition) {
        if (!swap.exchanged()) {
            statements.awaitQuiet(partition);
            if (!look.at(names.live(), names.other(), partition).complete()) {
                partitions.copy(names.live(), names.other(), partition);
            }
        }
    }

    /**
     * Copies the partition again when it cannot be shown that the copy has all that it had.
     *
     * @return of how many parts of the live table the copy has the rows
     */
    public int verify(String partition) {
        if (swap.exchanged()) {
            return 0;
        }
        Coverage coverage = look.at(names.live(), names.other(), partition);
        if (!coverage.usable()) {
            partitions.copy(names.live(), names.other(), partition);
            coverage = look.at(names.live(), names.other(), partition);
        }
        return coverage.covered().size();
    }

    /** Copies again what has changed since, until hardly anything does. */
    public void verifyTable() {
        if (!swap.exchanged()) {
            CopyRounds.atLeisure(() -> catchUp.bringOver(names.live(), names.other()));
            preparation.requireSameStructure();
        }
    }

    public void closeFence() {
        swap.closeFence();
    }

    public void exchange() {
        swap.exchange();
    }

    public void followUp() {
        swap.followUp();
    }

    public void openFence() {
        swap.openFence();
    }

    public void finish() {
        finish.drop();
    }

    public boolean exchanged() {
        return preparation.beginning().isPresent() && swap.exchanged();
    }

    /** Partitions, exchange, fences: what follows on the preparation. */
    public void complete() {
        for (String partition : pending()) {
            copy(partition);
            verify(partition);
        }
        verifyTable();
        closeFence();
        exchange();
        followUp();
        openFence();
    }

    public boolean begun() {
        return preparation.beginning().isPresent();
    }

    public boolean unfinished() {
        return begun() && !finish.swapped();
    }

    /** After a way back the tables of the way there are no more of use. */
    public void forget() {
        finish.dropHelpers();
    }

    /** Gives up before the exchange: what was copied goes, the live table is as it was. */
    public void abandon() {
        if (names.back()) {
            throw new CopyException(
                    "the way back is only ever completed: " + names.other() + " holds what was there before");
        }
        statements.awaitQuiet();
        preparation.beginning().ifPresent(begun -> {
            if (tables.exists(names.live())) {
                fence.open(names.live(), begun.mergeSettings());
            }
        });
        statements.drop(names.other());
        finish.dropHelpers();
    }
}
