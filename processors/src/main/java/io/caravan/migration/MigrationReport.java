package io.caravan.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a migration.
 *
 * @param startedAt when work on it began first; null before
 * @param endedAt when it came to the state that it has; null while it may go on
 * @param seconds that it was worked on; it may have waited or been paused between
 * @param rows of the partitions that are verified
 */
record MigrationReport(
        String id,
        MigrationState state,
        String reason,
        boolean finalized,
        MigrationRequest request,
        MigrationServer clickhouse,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        double seconds,
        MigrationStatus.Count partitions,
        MigrationStatus.Count bytes,
        long rows,
        List<Step> history,
        List<Table> tables) {

    private static final double MILLIS = 1000.0;

    /** The migration came to a state. */
    record Step(MigrationState state, String reason, Instant at) {}

    /** Seconds that it was worked on until then. */
    static double worked(List<Step> history, Instant now) {
        long millis = 0;
        for (int i = 0; i < history.size(); i++) {
            MigrationState state = history.get(i).state();
            if (state == MigrationState.RUNNING || state == MigrationState.ROLLING_BACK) {
                Instant until = i + 1 < history.size() ? history.get(i + 1).at() : now;
                millis += Duration.between(history.get(i).at(), until).toMillis();
            }
        }
        return millis / MILLIS;
    }

    /**
     * What became of a table, over all attempts.
     *
     * @param owner of the lock, the last one
     * @param fence of that lock; each owner has a higher one
     */
    record Table(
            TableName table,
            String state,
            Way way,
            String policy,
            String volume,
            String owner,
            long fence,
            Instant startedAt,
            Instant endedAt,
            String error,
            List<String> notes,
            List<Item> items) {}

    /**
     * What became of a partition.
     *
     * @param value of its key
     * @param state planned, moving, verified or failed
     * @param plannedRows before
     * @param rows afterwards, with what was inserted meanwhile
     * @param seconds that the last attempt took; 0 while nobody knows
     * @param proof what was compared; empty before
     */
    record Item(
            String partition,
            String value,
            String state,
            long plannedRows,
            long rows,
            long bytes,
            Instant at,
            double seconds,
            String error,
            Map<String, Object> proof) {}
}
