package io.caravan.migration.cli;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** What a migration would do, as the hub tells it. */
record Plan(
        JsonNode request,
        List<Table> tables,
        long partitions,
        long rows,
        long bytes,
        long bytesPerSecond,
        long seconds) {

    record Partition(long rows, long bytes) {}

    record Table(
            Job.Name table,
            String way,
            String policy,
            String volume,
            List<Partition> todo,
            List<Partition> done,
            String skipped,
            List<String> notes) {

        long bytes() {
            return todo.stream().mapToLong(Partition::bytes).sum();
        }

        long rows() {
            return todo.stream().mapToLong(Partition::rows).sum();
        }
    }
}
