package io.caravan.hub.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.config.Nearest;

/**
 * Decides which servers the hub starts itself, and where the others are. Nothing behind this class knows whether a server
 * is embedded.
 */
public final class Addresses {

    /** The server, the key that holds its address, and the address of the embedded one by the key of its port. */
    private record Place(String addressKey, String portKey, String format) {}

    private static final Map<String, Place> PLACES = places();

    private Addresses() {}

    /**
     * The servers to start: those listed in {@code caravan.embedded} that have no address of their own.
     *
     * @throws ConfigException when a name is unknown
     */
    public static List<String> embedded(HubProperties properties) {
        List<String> listed = properties.list("caravan.embedded");
        for (String name : listed) {
            if (!PLACES.containsKey(name)) {
                throw new ConfigException("caravan.embedded: unknown server " + name
                        + Nearest.to(name, PLACES.keySet())
                                .map(n -> "; did you mean " + n + "?")
                                .orElse(""));
            }
        }
        return listed.stream().filter(name -> !hasOwnAddress(properties, name)).toList();
    }

    /**
     * The configuration with the address of every embedded server filled in.
     *
     * @throws ConfigException when a server has no address and is not embedded, although the hub cannot do without it
     */
    public static HubProperties resolve(HubProperties properties) {
        HubProperties resolved = properties;
        List<String> embedded = embedded(properties);
        for (Map.Entry<String, Place> entry : PLACES.entrySet()) {
            Place place = entry.getValue();
            if (embedded.contains(entry.getKey()) && !place.addressKey().isEmpty()) {
                resolved = resolved.with(
                        place.addressKey(), place.format().formatted(properties.integer(place.portKey())));
            }
        }
        for (String needed : List.of("clickhouse", "kafka")) {
            String key = PLACES.get(needed).addressKey();
            if (resolved.isEmpty(key)) {
                throw new ConfigException(
                        key + " is empty and " + needed + " is not in caravan.embedded: set one of them");
            }
        }
        return resolved;
    }

    private static boolean hasOwnAddress(HubProperties properties, String name) {
        String key = PLACES.get(name).addressKey();
        return !key.isEmpty() && !properties.isEmpty(key);
    }

    private static Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        places.put(
                "clickhouse",
                new Place("caravan.clickhouse.url", "caravan.embedded.clickhouse.http-port", "http://127.0.0.1:%d"));
        places.put("kafka", new Place("caravan.kafka.brokers", "caravan.embedded.kafka.port", "127.0.0.1:%d"));
        places.put("redis", new Place("caravan.redis.address", "caravan.embedded.redis.port", "127.0.0.1:%d"));
        places.put("mongo", new Place("caravan.mongo.uri", "caravan.embedded.mongo.port", "mongodb://127.0.0.1:%d"));
        places.put("s3", new Place("caravan.s3.endpoint", "caravan.embedded.s3.port", "http://127.0.0.1:%d"));
        // The simulator's address stands in config/vos-nodes.yaml, as that of any node.
        places.put("vos", new Place("", "caravan.embedded.vos.port", ""));
        return places;
    }
}
