package io.caravan.embedded;

import java.net.URI;

/**
 * The bucket that ClickHouse keeps migrated partitions in.
 *
 * @param endpoint address, bucket and prefix, for example {@code http://127.0.0.1:9000/caravan/clickhouse/}
 * @param region for example {@code us-east-1}
 */
public record S3Disk(URI endpoint, String accessKey, String secretKey, String region) {

    @Override
    public String toString() {
        return "S3Disk[" + endpoint + "]";
    }
}
