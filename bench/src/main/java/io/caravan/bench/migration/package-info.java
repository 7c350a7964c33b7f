/** Partitions to S3: the hub with all its proofs, against ClickHouse's own statements for the same parts. */
package io.caravan.bench.migration;
