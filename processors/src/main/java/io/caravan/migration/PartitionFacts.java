package io.caravan.migration;

import java.time.Instant;
import java.util.List;

/**
 * A partition as {@code system.parts} has it.
 *
 * @param newest time of its youngest row, as far as the partition key tells; otherwise of its youngest part
 */
record PartitionFacts(
        String database,
        String table,
        String id,
        String value,
        int parts,
        long rows,
        long bytes,
        List<String> disks,
        Instant newest) {

    Partition partition() {
        return new Partition(id, value, parts, rows, bytes, disks);
    }
}
