package io.caravan.migration;

import java.util.List;

/**
 * A partition of a table as {@code system.parts} has it.
 *
 * @param id ClickHouse's {@code partition_id}, which names a partition whatever the type of its key
 * @param value of its key, for people; its id when nobody knows any more
 * @param parts how many active parts
 * @param rows stored, rows that a merge will collapse included
 * @param bytes on disk
 * @param disks that its parts stand on
 */
public record Partition(String id, String value, int parts, long rows, long bytes, List<String> disks) {

    public Partition {
        disks = List.copyOf(disks);
    }
}
