package io.caravan.cdr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.commons.io.FileUtils;

import io.caravan.embedded.vos.calls.Truth;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

import static org.awaitility.Awaitility.await;

/** A hub with a project folder, a database, topics and VOS nodes of its own, which pulls every second. */
public final class CdrHub implements AutoCloseable {

    public final HubProcess process;
    public final ClickHouseQuery sql;
    final String deadLetters;

    /** Of the hub and of its database. */
    final String name;

    private final Path home;
    private final List<String> nodes = new ArrayList<>();

    /** Records, fee and talk time, as the node has them or as the store has them. */
    record Stored(long records, BigDecimal fee, long holdTime) {
        static Stored of(Truth truth) {
            return new Stored(truth.records(), truth.fee(), truth.holdTime());
        }

        static Stored of(JsonNode row) {
            return new Stored(
                    row.get("records").longValue(),
                    row.get("fee").decimalValue().setScale(6),
                    row.get("hold_time").longValue());
        }
    }

    public CdrHub(Path home) {
        this(home, TestServers.clickhouse());
    }

    CdrHub(Path home, ClickHouseAddress clickHouse) {
        this.home = home;
        name = "cdr_" + UUID.randomUUID().toString().replace("-", "");
        deadLetters = name.replace('_', '-');
        project();
        sql = new ClickHouseQuery(clickHouse, name);
        process = new HubProcess(home)
                .withSharedServers(name)
                .withClickHouse(clickHouse, name)
                // Other tests use the same Redis.
                .set("caravan.hub.name", name)
                .set("caravan.cdr.pull.lease", "PT2S")
                .set("caravan.cdr.dead-letters", deadLetters)
                .set("caravan.hub.dead-letters.group", deadLetters)
                .set("caravan.cdr.pull.schedule", "0/1 * * * * ?")
                .set("caravan.cdr.pull.settle", "PT0S")
                .set("caravan.cdr.pull.retry-first", "PT1S")
                .set("caravan.cdr.pull.retry-last", "PT2S");
    }

    private void project() {
        try {
            for (String folder : List.of("routes/hub", "routes/cdr", "kamelets", "sql")) {
                FileUtils.copyDirectory(
                        TestServers.home().resolve(folder).toFile(),
                        home.resolve(folder).toFile());
            }
            Path config = Files.createDirectories(home.resolve("config"));
            Files.copy(
                    TestServers.home().resolve("config/application.properties"),
                    config.resolve("application.properties"));
            Files.writeString(config.resolve("kafka-topics.yaml"), """
                    topics:
                      - name: %s
                        description: call records that could not be stored
                        partitions: 1
                        replication: -1
                        retention: P1D
                    """.formatted(deadLetters));
        } catch (IOException e) {
            throw new UncheckedIOException("no project in " + home, e);
        }
    }

    /** Adds a node without a pause between calls; its id is its place, beginning at 1. */
    public CdrHub node(String name, String baseUrl, String zone, String... moreLines) {
        StringBuilder entry = new StringBuilder("""
                  - id: %d
                    name: %s
                    baseUrl: %s
                    zone: %s
                    gap: PT0S
                """.formatted(nodes.size() + 1, name, baseUrl, zone));
        List.of(moreLines).forEach(line -> entry.append("    ").append(line).append('\n'));
        nodes.add(entry.toString());
        nodesFile("nodes:\n" + String.join("", nodes));
        return this;
    }

    /** Replaces the file as an editor does. */
    public void nodesFile(String text) {
        try {
            Files.writeString(home.resolve("config/vos-nodes.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the nodes", e);
        }
    }

    String nodesFile() {
        return "nodes:\n" + String.join("", nodes);
    }

    public CdrHub start() {
        process.start().awaitListening();
        await("the tables are made")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !BehaviorHub.down(process.health("ready")).containsKey("clickhouse"));
        return this;
    }

    /** Windows of the last days as users see them. */
    List<JsonNode> windows(int node) {
        return windowsOf("node=" + node);
    }

    List<JsonNode> windows(int node, LocalDate from) {
        return windowsOf("node=" + node + "&from=" + from);
    }

    private List<JsonNode> windowsOf(String which) {
        List<JsonNode> windows = new ArrayList<>();
        process.getJson("/api/v1/cdrs/windows?limit=1000&" + which)
                .path("windows")
                .forEach(windows::add);
        return windows;
    }

    /** Waits until the node has so many windows and all of them are as wanted. */
    List<JsonNode> awaitWindows(int node, int count, Predicate<JsonNode> wanted) {
        return await("windows of node " + node)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> windows(node),
                        windows -> windows.size() == count && windows.stream().allMatch(wanted));
    }

    List<JsonNode> awaitDone(int node, int count) {
        return awaitWindows(node, count, CdrHub::isDone);
    }

    static boolean isDone(JsonNode window) {
        return window.path("state").asText().equals("done");
    }

    static boolean isFailed(JsonNode window) {
        return window.path("state").asText().equals("failed");
    }

    /** What a reader of the store sees of a window. */
    Stored stored(int node, String account, LocalDate day) {
        return figures("SELECT count() AS records, sum(fee) AS fee, sum(hold_time) AS hold_time FROM cdr_current"
                + " WHERE node_id = " + node + " AND account = " + quoted(account) + " AND day = '" + day + "'");
    }

    /** What a reader of the store sees of a node. */
    Stored stored(int node) {
        return figures("SELECT count() AS records, sum(fee) AS fee, sum(hold_time) AS hold_time FROM cdr_current"
                + " WHERE node_id = " + node);
    }

    /** What the ledger claims of a node. */
    Stored claimed(int node) {
        return figures("SELECT sum(records) AS records, sum(fee) AS fee, sum(hold_time) AS hold_time"
                + " FROM cdr_ledger FINAL WHERE node_id = " + node);
    }

    private Stored figures(String select) {
        return Stored.of(sql.rows(select).get(0));
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void close() {
        process.close();
    }
}
