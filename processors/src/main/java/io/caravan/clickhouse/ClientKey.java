package io.caravan.clickhouse;

import java.net.URI;
import java.time.temporal.ChronoUnit;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.ConnectionReuseStrategy;

/** Everything that a client is built from; times in milliseconds. */
record ClientKey(
        String url,
        String username,
        String password,
        boolean compression,
        long connectTimeout,
        long socketTimeout,
        long keepAliveTimeout,
        int maxConnections) {

    /** @throws IllegalArgumentException when the options name no server */
    static ClientKey of(ClickHouseClientConfiguration options) {
        return new ClientKey(
                url(options),
                options.getUsername(),
                options.getPassword() == null ? "" : options.getPassword(),
                options.isCompression(),
                options.getConnectTimeout(),
                options.getSocketTimeout(),
                options.getKeepAliveTimeout(),
                options.getMaxConnections());
    }

    /** A client that has not contacted the server yet, and never sends a request again by itself. */
    Client newClient() {
        return new Client.Builder()
                .addEndpoint(url)
                .setUsername(username)
                .setPassword(password)
                .compressClientRequest(compression)
                .setConnectTimeout(connectTimeout)
                .setSocketTimeout(socketTimeout)
                .setKeepAliveTimeout(keepAliveTimeout, ChronoUnit.MILLIS)
                .setMaxConnections(maxConnections)
                // The connection used last is the one least likely to have been closed by the server.
                .setConnectionReuseStrategy(ConnectionReuseStrategy.LIFO)
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .setClientName("caravan")
                .build();
    }

    private static String url(ClickHouseClientConfiguration options) {
        String url = options.getServerUrl();
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("The server is not named: set serverUrl on the endpoint,"
                    + " camel.component.clickhouse.server-url, or a client bean");
        }
        if (!url.contains("://")) {
            url = (options.isSsl() ? "https://" : "http://") + url;
        }
        URI uri = URI.create(options.isSsl() ? url.replaceFirst("^http://", "https://") : url);
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("serverUrl must not hold a user or password: use username and password");
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "serverUrl '" + url + "' is no HTTP address such as http://localhost:8123");
        }
        return uri.toString();
    }

    @Override
    public String toString() {
        return username + "@" + url;
    }
}
