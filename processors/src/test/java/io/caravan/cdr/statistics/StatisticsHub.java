package io.caravan.cdr.statistics;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.commons.io.FileUtils;

import io.caravan.cdr.CdrBatch;
import io.caravan.cdr.VosNode;
import io.caravan.embedded.FreePorts;
import io.caravan.hub.Hub;
import io.caravan.hub.config.HubProperties;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A hub in this process with the routes of the CDR store alone, whose schedules never come: tests send what they want. */
final class StatisticsHub implements AutoCloseable {

    private static final String NEVER = "0 0 0 1 1 ? 2099";
    private static final List<String> ROUTES = List.of(
            "hub/errors",
            "hub/dead-letters/dead-letter",
            "cdr/store/store",
            "cdr/store/mark",
            "cdr/statistics/statistics",
            "cdr/statistics/stale-days",
            "cdr/statistics/statistics-day",
            "cdr/statistics/statistics-tables",
            "cdr/store/retention");

    final ClickHouseQuery sql;
    final CamelContext camel;

    private final Hub hub;
    private final ProducerTemplate template;

    StatisticsHub(Path home, Clock clock) throws IOException {
        this(home, clock, Map.of());
    }

    StatisticsHub(Path home, Clock clock, Map<String, String> keys) throws IOException {
        project(home);
        ClickHouseAddress clickHouse = TestServers.clickhouse();
        String database = "statistics_" + UUID.randomUUID().toString().replace("-", "");
        sql = new ClickHouseQuery(clickHouse, database);
        List<Integer> ports = FreePorts.take(2);
        Map<String, String> overrides = new HashMap<>(Map.of(
                "caravan.embedded", "",
                "caravan.http.port", ports.get(0).toString(),
                "caravan.management.port", ports.get(1).toString(),
                "caravan.clickhouse.url", clickHouse.url(),
                "caravan.clickhouse.username", clickHouse.username(),
                "caravan.clickhouse.password", clickHouse.password(),
                "caravan.clickhouse.database", database,
                "caravan.kafka.brokers", TestServers.kafka(),
                "caravan.cdr.statistics.schedule", NEVER,
                "caravan.cdr.retention.schedule", NEVER));
        overrides.putAll(Map.of(
                "caravan.hub.reload", "false",
                "caravan.cdr.statistics.pause", "PT0S",
                "caravan.cdr.statistics.confirm", "PT0S"));
        overrides.putAll(keys);
        hub = new Hub(HubProperties.load(home, Map.of(), overrides), clock);
        hub.start();
        camel = hub.main().getCamelContext();
        template = camel.createProducerTemplate();
        await("tables")
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.beans().monitor().state("clickhouse").up());
    }

    private static void project(Path home) throws IOException {
        for (String folder : List.of("kamelets", "sql")) {
            FileUtils.copyDirectory(
                    TestServers.home().resolve(folder).toFile(),
                    home.resolve(folder).toFile());
        }
        for (String route : ROUTES) {
            Path file = home.resolve("routes/" + route + ".camel.yaml");
            Files.createDirectories(file.getParent());
            Files.copy(TestServers.home().resolve("routes/" + route + ".camel.yaml"), file);
        }
        Path config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("kafka-topics.yaml"), "topics: []\n");
        Files.writeString(config.resolve("vos-nodes.yaml"), "nodes: []\n");
    }

    static VosNode node(int id, String zone) {
        return new VosNode(
                id,
                "node" + id,
                URI.create("http://127.0.0.1:9090"),
                ZoneId.of(zone),
                true,
                "text/html",
                Duration.ZERO,
                Duration.ofSeconds(1),
                List.of());
    }

    /** Stores the batch as a pull does. */
    void store(VosNode node, CdrBatch batch) {
        send("direct:cdr-store", Map.of("node", node, "batch", batch));
    }

    /** The stale days, as the schedule would find them. */
    @SuppressWarnings("unchecked")
    List<DayAttempt> staleDays() {
        return template.requestBody("direct:cdr-stale-days", "", List.class);
    }

    void compute(DayAttempt attempt) {
        send("direct:cdr-statistics-of-day", Map.of("attempt", attempt));
    }

    /** Computes every stale day; none is stale then. */
    void computeAll() {
        staleDays().forEach(this::compute);
        // A mark and a computation within one millisecond are told apart by a second one.
        staleDays().forEach(this::compute);
        assertThat(staleDays()).isEmpty();
    }

    /** Computes what is stale now, without a second look. */
    void computeOnce() {
        staleDays().forEach(this::compute);
    }

    /** Lets the hub die between two of its statements, see {@link DyingHub}. */
    DyingHub dying() throws Exception {
        return new DyingHub(camel);
    }

    void send(String uri, Map<String, Object> variables) {
        var failure = template.send(uri, exchange -> variables.forEach(exchange::setVariable))
                .getException();
        if (failure != null) {
            throw new IllegalStateException(uri + " failed", failure);
        }
    }

    @Override
    public void close() throws Exception {
        hub.close();
        sql.ask("DROP DATABASE IF EXISTS " + sql.ask("SELECT currentDatabase()") + " SYNC");
    }
}
