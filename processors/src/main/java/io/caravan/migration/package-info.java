/** Migration of storage: partitions of ClickHouse tables move to S3 and back, provably and reversibly. */
package io.caravan.migration;
