package io.caravan.hub.embedded;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.embedded.ClickHouseServer;
import io.caravan.embedded.ClickHouseSettings;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.KafkaServer;
import io.caravan.embedded.KafkaSettings;
import io.caravan.embedded.Layout;
import io.caravan.embedded.MongoSettings;
import io.caravan.embedded.MongoStandIn;
import io.caravan.embedded.Port;
import io.caravan.embedded.RedisServer;
import io.caravan.embedded.RedisSettings;
import io.caravan.embedded.S3Disk;
import io.caravan.embedded.S3Server;
import io.caravan.embedded.S3Settings;
import io.caravan.embedded.VosSettings;
import io.caravan.embedded.VosSimulatorServer;
import io.caravan.hub.config.HubProperties;

/** The embedded servers that a configuration asks for. */
public final class EmbeddedPlan {

    private final HubProperties properties;
    private final Layout layout;

    /** @param properties with every address resolved */
    public EmbeddedPlan(HubProperties properties) {
        this.properties = properties;
        this.layout = new Layout(properties.home(), properties.path("caravan.embedded.data"));
    }

    public Layout layout() {
        return layout;
    }

    /** @param names as {@link Addresses#embedded} gives them */
    public List<EmbeddedServer> servers(List<String> names) {
        return names.stream().map(this::server).toList();
    }

    private EmbeddedServer server(String name) {
        return switch (name) {
            case "clickhouse" -> ClickHouseServer.create(layout, clickHouse());
            case "kafka" -> KafkaServer.create(layout, new KafkaSettings(port("caravan.embedded.kafka.port")));
            case "redis" -> RedisServer.create(layout, new RedisSettings(port("caravan.embedded.redis.port")));
            case "mongo" -> MongoStandIn.create(layout, new MongoSettings(port("caravan.embedded.mongo.port")));
            case "s3" -> S3Server.create(layout, s3());
            case "vos" ->
                VosSimulatorServer.create(layout, new VosSettings(port("caravan.embedded.vos.port"), simulator()));
            default -> throw new IllegalArgumentException("no embedded server is called " + name);
        };
    }

    private ClickHouseSettings clickHouse() {
        URI endpoint = URI.create(
                properties.get("caravan.s3.endpoint") + "/" + properties.get("caravan.s3.bucket") + "/clickhouse/");
        Optional<S3Disk> disk = properties.isEmpty("caravan.s3.endpoint")
                ? Optional.empty()
                : Optional.of(new S3Disk(
                        endpoint,
                        properties.get("caravan.s3.access-key"),
                        properties.get("caravan.s3.secret-key"),
                        properties.get("caravan.s3.region")));
        return new ClickHouseSettings(
                port("caravan.embedded.clickhouse.http-port"),
                port("caravan.embedded.clickhouse.tcp-port"),
                properties.get("caravan.clickhouse.username"),
                properties.get("caravan.clickhouse.password"),
                ClickHouseSettings.DEFAULT_MAX_MEMORY_BYTES,
                disk);
    }

    private S3Settings s3() {
        return new S3Settings(
                port("caravan.embedded.s3.port"),
                properties.get("caravan.s3.access-key"),
                properties.get("caravan.s3.secret-key"),
                properties.get("caravan.s3.bucket"),
                S3Settings.DEFAULT_HEAP_MEGABYTES);
    }

    private Map<String, String> simulator() {
        Map<String, String> knobs = new HashMap<>();
        knobs.put("seed", properties.get("caravan.embedded.vos.seed"));
        if (!properties.isEmpty("caravan.embedded.vos.now")) {
            knobs.put("now", properties.get("caravan.embedded.vos.now"));
        }
        return knobs;
    }

    private Port port(String key) {
        return new Port(properties.integer(key), key);
    }
}
