package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import static org.awaitility.Awaitility.await;

/** A hub whose stream behavior has topics, a consumer group and a database of its own, and which pulls no call records. */
public final class BehaviorHub implements AutoCloseable {

    /** Partitions of the topic of events. */
    public static final int PARTITIONS = 4;

    private static final String NODES = "nodes: []\n";
    private static final String TOPICS = """
            topics:
              - {name: %1$s, description: events, partitions: %2$d, replication: -1, retention: P7D}
              - {name: %1$s-dead, description: dead letters, partitions: 1, replication: -1, retention: P7D}
              - {name: %1$s-metrics, description: realtime metrics, partitions: 1, replication: -1, retention: P7D}
            """;

    private final String name = "behavior_" + UUID.randomUUID().toString().substring(0, 8);
    private final String brokers;
    private final HubProcess process;
    private final ClickHouseQuery sql;

    /** With the shared servers. */
    public BehaviorHub() {
        this(TestServers.home(), TestServers.clickhouse(), TestServers.kafka());
    }

    /** Of the project in {@code home}, with servers of the test's own, which need not run yet. */
    public BehaviorHub(Path home, ClickHouseAddress clickHouse, String brokers) {
        this.brokers = brokers;
        this.sql = new ClickHouseQuery(clickHouse, name);
        this.process = new HubProcess(home)
                .withClickHouse(clickHouse, name)
                .set("caravan.kafka.brokers", brokers)
                .set("caravan.kafka.topics", file("topics", TOPICS.formatted(name, PARTITIONS)))
                .set("caravan.cdr.nodes", file("nodes", NODES))
                .set("caravan.behavior.topic", name)
                .set("caravan.behavior.dead-letters", name + "-dead")
                .set("caravan.hub.dead-letters.group", name + "-dead")
                .set("caravan.behavior.store.group", name)
                .set("caravan.behavior.store.batch-millis", "200")
                .set("caravan.behavior.realtime.group", realtimeGroup())
                .set("caravan.behavior.realtime.metrics-topic", name + "-metrics")
                // The shortest that a broker takes: how long a killed consumer keeps its partitions.
                .set("camel.component.kafka.sessionTimeoutMs", "6000")
                .set("camel.component.kafka.heartbeatIntervalMs", "2000");
    }

    public HubProcess process() {
        return process;
    }

    public ClickHouseQuery sql() {
        return sql;
    }

    /** The topic of accepted events. */
    public KafkaTopic events() {
        return new KafkaTopic(brokers, name);
    }

    public KafkaTopic deadLetters() {
        return new KafkaTopic(brokers, name + "-dead");
    }

    /** The topic of realtime metrics. */
    public KafkaTopic metrics() {
        return new KafkaTopic(brokers, name + "-metrics");
    }

    /** The consumer group of the realtime figures. */
    public String realtimeGroup() {
        return name + "-realtime";
    }

    /** What the consumer that stores events has told Kafka it is done with, by partition. */
    public Map<Integer, Long> committed() {
        return events().committed(name);
    }

    /** Whether every record of the topic of events is done with, as far as Kafka is told. */
    public boolean done() {
        Map<Integer, Long> committed = committed();
        return events().ends().entrySet().stream()
                .allMatch(end -> end.getValue().equals(committed.getOrDefault(end.getKey(), 0L)));
    }

    public long stored() {
        return sql.number("SELECT count() FROM user_behaviors_current");
    }

    /** Waits until so many events are stored. */
    public void awaitStored(long events) {
        await("events stored")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(this::stored, stored -> stored >= events);
    }

    /** Waits until the hub has reached a server, whatever else is missing. */
    public void awaitUp(String server) {
        await(server + " up")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !down(process.health("ready")).containsKey(server));
    }

    /** The checks of a health answer that are down, with what they say. */
    public static Map<String, String> down(HttpResponse<String> health) {
        Map<String, String> down = new TreeMap<>();
        Problems.json(health.body()).path("checks").forEach(check -> {
            if (!"UP".equals(check.path("status").textValue())) {
                down.put(check.path("name").textValue(), check.path("message").asText());
            }
        });
        return down;
    }

    @Override
    public void close() {
        process.close();
    }

    private static String file(String what, String text) {
        try {
            Path folder = Files.createDirectories(TestServers.home().resolve("processors/target/hubs"));
            return Files.writeString(Files.createTempFile(folder, what + "-", ".yaml"), text)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no file for the " + what + " of a hub", e);
        }
    }
}
