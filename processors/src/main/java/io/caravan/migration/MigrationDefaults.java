package io.caravan.migration;

import java.time.Duration;

/**
 * What a migration is where its request does not say.
 *
 * @param policy storage policy for the direction to S3
 * @param bandwidth bytes a second; 0: no limit
 */
public record MigrationDefaults(String policy, int parallelism, long bandwidth, Duration pause) {}
