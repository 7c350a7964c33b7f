package io.caravan.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.apache.commons.io.FileUtils;

import io.caravan.clickhouse.Quoted;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.HubProcess;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static org.awaitility.Awaitility.await;

/** A hub that does nothing but migrate, with a project folder and a database of tables of its own. */
public final class MigrationHub implements AutoCloseable {

    /** A fingerprint of all rows, whatever their order and types. */
    private static final String CONTENT = "SELECT count(), sum(cityHash64(tuple(*))) FROM ";

    public final HubProcess process;
    public final ClickHouseQuery sql;
    /** The database of the tables that are migrated. */
    final String database = "moved_" + UUID.randomUUID().toString().substring(0, 8);

    private final Path home;
    private final ClickHouseAddress clickHouse;

    /** With the shared servers. */
    public MigrationHub(Path home) {
        this(home, TestServers.clickhouse());
        TestServers.s3();
        process.set("caravan.redis.address", TestServers.redis());
    }

    /** With a ClickHouse of the test's own and no Redis. */
    MigrationHub(Path home, ClickHouseAddress clickHouse) {
        this.home = home;
        this.clickHouse = clickHouse;
        project();
        sql = new ClickHouseQuery(clickHouse, "");
        sql.ask("CREATE DATABASE IF NOT EXISTS " + database);
        process = new HubProcess(home)
                .withClickHouse(clickHouse, "hub_" + database)
                // Nothing here needs it.
                .set("caravan.kafka.brokers", "127.0.0.1:9")
                .set("caravan.kafka.create-topics", "false")
                .set("caravan.hub.name", database)
                .set("caravan.hub.reload", "true")
                .set("caravan.migration.schedule", "0/1 * * * * ?")
                .set("caravan.migration.lease", "PT2S")
                // Tests that look in between want one partition after the other.
                .set("caravan.migration.parallelism", "1");
    }

    private void project() {
        try {
            for (String folder : List.of("routes/hub", "routes/migration", "kamelets", "sql", "config")) {
                FileUtils.copyDirectory(
                        TestServers.home().resolve(folder).toFile(),
                        home.resolve(folder).toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no project in " + home, e);
        }
    }

    public MigrationHub start() {
        process.start();
        await("migrations answer")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> !process.running() || knowsClickHouse());
        if (!process.running()) {
            throw new IllegalStateException("the hub ended:\n" + process.output());
        }
        return this;
    }

    /** A database without tables cannot be planned, which the hub knows from ClickHouse too. */
    private boolean knowsClickHouse() {
        HttpResponse<String> plan = post("/api/v1/migrations/plan", "\"mode\":\"full\"");
        return plan.statusCode() == 200
                || plan.statusCode() == 400 && plan.body().contains("or it holds no table");
    }

    /** Replaces text in a route file, as an integrator does. */
    void edit(String file, String before, String after) throws IOException {
        Path path = home.resolve("routes/migration").resolve(file);
        String text = Files.readString(path);
        if (!text.contains(before)) {
            throw new IllegalStateException(file + " has no " + before);
        }
        Files.writeString(path, text.replace(before, after));
    }

    /** The journals that the hub writes. */
    MigrationJournals journals() {
        return new MigrationJournals(
                home.resolve(".data/migrations"),
                URI.create(clickHouse.url()),
                "runs",
                JsonMapper.builder().addModule(new JavaTimeModule()).build(),
                Clock.systemUTC());
    }

    /** Waits until the hub has taken over an edit of its routes. */
    void awaitReload() {
        await("reload").until(() -> process.output().contains("changed routes taken over"));
    }

    /** @param name any, quoted here */
    public String table(String name) {
        return new TableName(database, name).sql();
    }

    /** A plain table with partitions of a month each, January to March 2026, two parts in each. */
    public void plain(String name, int rows) {
        sql.ask("CREATE TABLE " + table(name) + " (d Date, id UInt64, s String) ENGINE = MergeTree"
                + " PARTITION BY toYYYYMM(d) ORDER BY id");
        for (int part = 0; part < 2; part++) {
            sql.ask("INSERT INTO " + table(name)
                    + " SELECT toDate('2026-01-01') + number % 90, number, toString(number * " + (part + 1)
                    + ") FROM numbers(" + rows / 2 + ")");
        }
    }

    /** What a reader sees of the table, whether or not ClickHouse has merged rows that belong together. */
    public String content(String name) {
        String engine = sql.ask(
                "SELECT engine FROM system.tables WHERE database = '" + database + "' AND name = " + Quoted.text(name));
        return sql.ask(CONTENT + table(name) + (engine.matches("(Replicated)?MergeTree") ? "" : " FINAL"));
    }

    /** The disks that parts of the table stand on. */
    public List<String> disks(String name) {
        return sql.lines("SELECT DISTINCT disk_name FROM system.parts WHERE active AND database = '" + database
                + "' AND table = " + Quoted.text(name) + " ORDER BY disk_name");
    }

    /** Asks for a migration of the database and gives its id. */
    public String migrate(String more) {
        HttpResponse<String> reply = post("/api/v1/migrations", more);
        if (reply.statusCode() > 201) {
            throw new IllegalStateException(reply.body());
        }
        return Problems.json(reply.body()).path("id").asText();
    }

    /** @param more fields of the body beside the database */
    public HttpResponse<String> post(String path, String more) {
        return process.post(path, "{\"database\":\"%s\",%s}".formatted(database, more));
    }

    public HttpResponse<String> wish(String id, String wish) {
        return process.post("/api/v1/migrations/" + id + "/" + wish, "");
    }

    JsonNode status(String id) {
        return process.getJson("/api/v1/migrations/" + id + "?limit=1000");
    }

    /** Waits until the migration is in that state; another one that is an end fails at once. */
    public JsonNode awaitState(String id, String state) {
        return await(id + " " + state)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(RuntimeException.class)
                .until(() -> status(id), status -> {
                    String now = status.path("state").asText();
                    if (!now.equals(state)
                            && List.of("done", "failed", "partial", "rolled_back")
                                    .contains(now)) {
                        throw new AssertionError(status.toString());
                    }
                    return now.equals(state);
                });
    }

    @Override
    public void close() {
        process.close();
        sql.ask("DROP DATABASE IF EXISTS " + database + " SYNC");
    }
}
