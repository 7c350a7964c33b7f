package io.caravan.migration;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A migration as clients see it.
 *
 * @param reason why it is in that state; empty when that needs no reason
 * @param partitions of all tables, of those that are known to be migrated
 * @param bytes likewise
 * @param bytesPerSecond of the partition that was done last and those shortly before; 0 while nothing is known
 * @param readyAt when all will be done at that rate; null while nobody can tell
 */
record MigrationStatus(
        String id,
        MigrationState state,
        String reason,
        boolean finalized,
        MigrationRequest request,
        Instant createdAt,
        Instant changedAt,
        Count partitions,
        Count bytes,
        long bytesPerSecond,
        Instant readyAt,
        List<TableOutcome> tables) {

    /** How many there are, and how many are dealt with. */
    record Count(long total, long done, long failed) {}

    /** A list of migrations. */
    record Listing(List<MigrationStatus> migrations, int count) {}

    /** A migration with a page of its partitions; {@code next} is where the following page begins, null after the last. */
    record Page(@JsonUnwrapped MigrationStatus migration, List<PartitionStatus> items, String next) {}

    /** What a migration would do. */
    record Plan(
            MigrationRequest request,
            List<TablePlan> tables,
            int partitions,
            long rows,
            long bytes,
            long bytesPerSecond,
            long seconds) {}
}
