package io.caravan.bench.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.caravan.bench.Run;
import io.caravan.bench.stack.Hub;
import io.caravan.embedded.EmbeddedServers;
import io.caravan.embedded.FreePorts;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.embedded.Addresses;
import io.caravan.hub.embedded.EmbeddedPlan;

/** All the servers that a hub starts itself by default, on free ports and with data of their own. */
final class OwnServers {

    private static final List<String> PORTS = List.of(
            "caravan.embedded.clickhouse.http-port",
            "caravan.embedded.clickhouse.tcp-port",
            "caravan.embedded.kafka.port",
            "caravan.embedded.redis.port",
            "caravan.embedded.mongo.port",
            "caravan.embedded.s3.port",
            "caravan.embedded.vos.port");
    private static final List<String> ADDRESSES = List.of(
            "caravan.clickhouse.url",
            "caravan.kafka.brokers",
            "caravan.redis.address",
            "caravan.mongo.uri",
            "caravan.s3.endpoint",
            "caravan.embedded.vos.port");

    private final Map<String, String> keys = new HashMap<>();
    private final Path data;
    private final HubProperties given;
    private final HubProperties resolved;

    OwnServers(Run run) {
        List<Integer> ports = FreePorts.take(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            keys.put(PORTS.get(i), ports.get(i).toString());
        }
        data = run.folder().resolve("data");
        keys.put("caravan.embedded.data", data.toString());
        given = HubProperties.load(run.home(), Map.of(), keys);
        resolved = Addresses.resolve(given);
    }

    /** The folder of all their data. */
    Path data() {
        return data;
    }

    /** The hub is to start them. */
    Hub addTo(Hub hub) {
        keys.forEach(hub::set);
        return hub;
    }

    /** The hub is to use them; somebody else has started them. */
    Hub addressesTo(Hub hub) {
        ADDRESSES.forEach(key -> hub.set(key, resolved.get(key)));
        return hub.set("caravan.embedded", "");
    }

    /** The same servers on the same data, for the bench to start. */
    EmbeddedServers servers() {
        return new EmbeddedServers(
                new EmbeddedPlan(resolved).servers(Addresses.embedded(given)), new EmbeddedServers.Listener() {
                    @Override
                    public void starting(String server) {
                        // Their start is not what is measured here.
                    }

                    @Override
                    public void ready(String server, Duration took) {
                        // Their start is not what is measured here.
                    }
                });
    }
}
