package io.caravan.clickhouse;

/** Finds what is wrong with an endpoint when its route is built, not when the first message comes. */
final class EndpointCheck {

    private EndpointCheck() {}

    /** @throws IllegalArgumentException naming the option that is wrong */
    static void check(ClickHouseEndpoint endpoint) {
        ClickHouseConfiguration options = endpoint.getConfiguration();
        if (endpoint.getDatabase() == null) {
            throw new IllegalArgumentException(
                    "A database is needed: clickhouse:database[.table]," + " or camel.component.clickhouse.database");
        }
        Identifiers.check("database", endpoint.getDatabase());
        if (options.getTable() != null) {
            Identifiers.check("table", options.getTable());
        }
        Formats.of(options.getFormat());
        options.getSettings().keySet().forEach(RequestSettings::checkName);
        if (options.getClient() == null) {
            ClientKey.of(options);
        }
        requireAtLeast(1, "connectTimeout", options.getConnectTimeout());
        requireAtLeast(1, "socketTimeout", options.getSocketTimeout());
        requireAtLeast(1, "keepAliveTimeout", options.getKeepAliveTimeout());
        requireAtLeast(1, "maxConnections", options.getMaxConnections());
        requireAtLeast(0, "batchSize", options.getBatchSize());
        requireAtLeast(0, "maxRetries", options.getMaxRetries());
        requireAtLeast(1, "retryBackoff", options.getRetryBackoff());
        requireAtLeast(1, "retryMaxBackoff", options.getRetryMaxBackoff());
    }

    private static void requireAtLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException("The option " + option + " is " + value + "; the least is " + least);
        }
    }
}
