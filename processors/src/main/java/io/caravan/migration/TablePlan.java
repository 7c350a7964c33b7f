package io.caravan.migration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a migration does to a table.
 *
 * @param engine for example {@code ReplacingMergeTree}
 * @param way MOVE or COPY; null when the table is skipped
 * @param policy storage policy that it is to have
 * @param volume of that policy, to which partitions go
 * @param todo partitions with a part elsewhere than on the volume
 * @param done partitions that are there
 * @param skipped why nothing is done to the table; null: something is
 * @param notes what an operator should know: replicas, a Distributed table that leads here, partitions that are too young
 */
public record TablePlan(
        TableName table,
        String engine,
        Way way,
        String policy,
        String volume,
        List<Partition> todo,
        List<Partition> done,
        String skipped,
        List<String> notes) {

    public TablePlan {
        todo = List.copyOf(todo);
        done = List.copyOf(done);
        notes = List.copyOf(notes);
    }

    static TablePlan skipped(TableName table, String engine, String reason) {
        return new TablePlan(table, engine, null, null, null, List.of(), List.of(), reason, List.of());
    }

    /** Whether nothing is done to it. */
    @JsonIgnore
    public boolean leftOut() {
        return skipped != null;
    }

    /** Bytes to migrate. */
    @JsonIgnore
    public long bytes() {
        return todo.stream().mapToLong(Partition::bytes).sum();
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
