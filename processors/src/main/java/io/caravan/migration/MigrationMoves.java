package io.caravan.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.caravan.clickhouse.ClickHouseException;

/** The way move: statements, and the proof that nothing was lost. */
public final class MigrationMoves {

    private final Duration patience;
    private final Clock clock;

    /** @param patience how long a part is waited for that ClickHouse is merging */
    public MigrationMoves(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** Parameters that find the parts of a partition. */
    public Map<String, Object> question(TablePlan table, Partition partition) {
        return Map.of(
                "database", table.table().database(),
                "table", table.table().table(),
                "partition", partition.id());
    }

    /** Begins the move, or goes on with that of a hub that was killed: then the parts of before are in the journal. */
    public PartitionMove begin(TableWork work, Partition partition, List<Part> parts) {
        List<Part> before = work.before(partition.id());
        if (before.isEmpty()) {
            before = parts;
            work.journal().append(new Entry(MoveNotes.MOVING, partition.id(), Map.of("parts", parts)));
        }
        return new PartitionMove(
                work.table(),
                partition.id(),
                work.disks(),
                before,
                parts,
                clock.instant().plus(patience));
    }

    /** @throws MigrationException when ClickHouse has no such table */
    public void checkThere(TablePlan table, long tables) {
        if (tables == 0) {
            throw new TableGoneException("the table " + table + " is no more: somebody dropped it meanwhile", null);
        }
    }

    /** Tells the move the parts as they are now. */
    public void see(PartitionMove move, List<Part> parts) {
        move.see(parts);
    }

    /** What to do about a statement that failed; see {@link PartitionMove#failed}. */
    public void failed(PartitionMove move, ClickHouseException failure) {
        move.failed(failure, clock.instant());
    }

    /**
     * Compares the parts with those of before.
     *
     * @return for the journal
     * @throws MigrationException when something is missing
     */
    public Map<String, Object> verify(PartitionMove move) {
        if (move.gone()) {
            return Map.of("gone", true, "parts", 0, "rows", 0, "bytes", 0);
        }
        return Reconciliation.of(move.before(), move.parts()).detail();
    }
}
