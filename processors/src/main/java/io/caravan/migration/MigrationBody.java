package io.caravan.migration;

import java.util.List;
import java.util.Map;

/** The body of {@code POST /api/v1/migrations}, as it was sent: what was left out is null. */
record MigrationBody(
        String mode,
        String database,
        String table,
        String policy,
        String volume,
        String direction,
        String way,
        String olderThan,
        Integer parallelism,
        Long bandwidth,
        String pause,
        String window,
        Map<String, List<String>> oldProgress) {}
