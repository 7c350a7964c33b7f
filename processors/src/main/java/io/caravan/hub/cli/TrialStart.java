package io.caravan.hub.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.caravan.embedded.FreePorts;
import io.caravan.hub.Hub;
import io.caravan.hub.config.HubProperties;

/**
 * Starts the hub for the build, which keeps the classes that this loads (see {@code archive.sh}), and ends. No route takes
 * anything, whatever is configured, and every server's address is one where nobody is.
 */
final class TrialStart {

    private static final String NOBODY = "127.0.0.1:9";
    private static final Duration LOOK_FOR_SERVERS = Duration.ofSeconds(2);

    private TrialStart() {}

    public static void main(String[] args) throws Exception {
        List<Integer> ports = FreePorts.take(2);
        HubProperties properties = HubProperties.load(
                HubOptions.home(),
                Map.of(),
                Map.of(
                        "caravan.embedded",
                        "",
                        "caravan.http.port",
                        ports.get(0).toString(),
                        "caravan.management.port",
                        ports.get(1).toString(),
                        "caravan.clickhouse.url",
                        "http://" + NOBODY,
                        "caravan.kafka.brokers",
                        NOBODY,
                        "caravan.redis.address",
                        NOBODY,
                        "caravan.mongo.uri",
                        "mongodb://" + NOBODY,
                        "camel.main.autoStartup",
                        "false"));
        Logging.configure(properties);
        try (var hub = new Hub(properties, Clock.systemUTC())) {
            hub.start();
            hub.beans().monitor().awaitAllUp(LOOK_FOR_SERVERS);
        }
        // Clients of servers that are away leave threads behind for a while.
        System.exit(0);
    }
}
