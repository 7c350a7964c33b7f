package io.caravan.migration;

import java.time.Instant;

/**
 * A partition as clients see it.
 *
 * @param state planned, moving, verified or failed
 */
record PartitionStatus(
        String database,
        String table,
        String partition,
        String state,
        long rows,
        long bytes,
        Instant changedAt,
        String error) {}
