package io.caravan.migration.copy;

import java.util.Map;

/**
 * How hard a copy may work the servers.
 *
 * @param bytesPerSecond read and written, each; 0 when there is no limit
 */
public record CopyLimits(long bytesPerSecond) {

    public static final CopyLimits NONE = new CopyLimits(0);

    Map<String, String> settings() {
        if (bytesPerSecond == 0) {
            return Map.of();
        }
        String limit = String.valueOf(bytesPerSecond);
        return Map.of(
                "max_remote_write_network_bandwidth", limit,
                "max_remote_read_network_bandwidth", limit,
                "max_local_read_bandwidth", limit,
                "max_local_write_bandwidth", limit);
    }
}
