package io.caravan.migration.cli;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

import io.caravan.embedded.FreePorts;
import io.caravan.hub.Hub;
import io.caravan.hub.HubScope;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;

/**
 * A hub in the process of the command: nothing but the migration, for a ClickHouse that is no running hub's. It listens for
 * this machine alone, with a key that is made for it. With no Redis a locked file keeps others on this host away.
 */
final class OwnHub implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int KEY_BITS = 160;
    /** Nothing is begun by schedule. */
    private static final String NEVER = "0 0 0 1 1 ? 2099";

    private final HubProperties properties;
    private final Hub hub;
    private boolean closed;

    private OwnHub(HubProperties properties) {
        this.properties = properties;
        this.hub = new Hub(properties, Clock.systemUTC(), HubScope.MIGRATION);
    }

    /**
     * @param configuration of the project, of which the part on migrations counts
     * @throws UnreachableException when ClickHouse cannot be used
     */
    static OwnHub start(HubProperties configuration, Settings settings) throws Exception {
        var own = new OwnHub(properties(configuration, settings));
        try {
            own.hub.start();
            own.awaitClickHouse();
            return own;
        } catch (Exception e) {
            own.close();
            throw e;
        }
    }

    private static HubProperties properties(HubProperties configuration, Settings settings) {
        return configuration
                .with("caravan.clickhouse.url", address(settings).toString())
                .with("caravan.clickhouse.username", settings.value(Setting.USER))
                .with("caravan.clickhouse.password", settings.value(Setting.PASSWORD))
                .with("caravan.hub.name", "caravan-migrate")
                .with("caravan.hub.admin-key", new BigInteger(KEY_BITS, new SecureRandom()).toString(36))
                .with("caravan.http.host", "127.0.0.1")
                .with("caravan.http.port", String.valueOf(FreePorts.one()))
                .with("caravan.http.cors-origins", "")
                .with("caravan.migration.schedule", NEVER)
                .with("caravan.migration.nightly.schedule", NEVER)
                .with("caravan.migration.nightly.request", "")
                .with("caravan.embedded", "")
                .with("caravan.redis.address", "")
                .with("caravan.mongo.uri", "")
                // Nothing here uses it.
                .with("caravan.kafka.brokers", "127.0.0.1:9")
                .with("caravan.kafka.create-topics", "false")
                .with("camel.management.enabled", "false")
                .with("camel.main.jmxEnabled", "false");
    }

    /** @throws ConfigException when host and port make no address */
    static URI address(Settings settings) {
        String host = settings.value(Setting.HOST).replaceAll("/+$", "");
        String scheme = host.startsWith("https://") ? "https" : "http";
        String name = host.replaceFirst("^https?://", "");
        String quoted = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        URI address;
        try {
            address = URI.create(scheme + "://" + quoted + ":" + settings.port());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--host " + host + ": the name of a host is wanted", e);
        }
        if (address.getHost() == null
                || address.getUserInfo() != null
                || !address.getPath().isEmpty()) {
            throw new ConfigException("--host " + host + ": the name of a host is wanted");
        }
        return address;
    }

    private void awaitClickHouse() throws InterruptedException {
        if (!hub.beans().monitor().awaitAllUp(PATIENCE)) {
            throw new UnreachableException("ClickHouse at " + properties.get("caravan.clickhouse.url")
                    + " cannot be used as " + properties.get("caravan.clickhouse.username") + ": "
                    + hub.beans().monitor().state("clickhouse").problem());
        }
    }

    /** By which it is found and asked. */
    HubProperties properties() {
        return properties;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + properties.get("caravan.http.port"));
    }

    /** Lets the partition that is under way end. */
    @Override
    public synchronized void close() throws Exception {
        if (!closed) {
            closed = true;
            hub.close();
        }
    }
}
