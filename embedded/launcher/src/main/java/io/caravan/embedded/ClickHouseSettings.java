package io.caravan.embedded;

import java.util.Optional;

/**
 * How the embedded ClickHouse is to run.
 *
 * @param http the HTTP interface
 * @param nativeProtocol the native TCP protocol
 * @param user a user that may do everything; beside it there is {@code default}, without a password, from 127.0.0.1 only
 * @param maxMemoryBytes the most memory that all queries and merges together may take
 * @param s3 the object storage of the policies {@code tiered} and {@code s3}; without it only {@code default} exists
 */
public record ClickHouseSettings(
        Port http, Port nativeProtocol, String user, String password, long maxMemoryBytes, Optional<S3Disk> s3) {

    public static final long DEFAULT_MAX_MEMORY_BYTES = 4L << 30;

    public ClickHouseSettings {
        if (!user.matches("[A-Za-z_][A-Za-z0-9_]*") || user.equals("default")) {
            throw new IllegalArgumentException("ClickHouse user '" + user
                    + "': letters, digits and _ make a name, and 'default' is the server's own");
        }
    }

    @Override
    public String toString() {
        return "ClickHouseSettings[" + http.address() + ", user " + user + "]";
    }
}
