package io.caravan.migration;

import java.net.URI;

/** The ClickHouse whose tables are migrated, as reports name it. */
public record MigrationServer(String host, int port, String user) {

    public static MigrationServer of(URI address, String user) {
        return new MigrationServer(address.getHost(), address.getPort(), user);
    }
}
