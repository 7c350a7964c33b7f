package io.caravan.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Moves tables of all kinds to S3 and back on a real ClickHouse; what they hold is compared row by row. */
class MoveTest {

    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        hub = new MigrationHub(home).start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Column lists and engines by the name of the table. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(
                "replacing",
                "(k UInt8, id UInt64, v UInt64) ENGINE = ReplacingMergeTree(v) PARTITION BY k ORDER BY id");
        KINDS.put(
                "summing",
                "(k UInt8, id UInt64, v UInt64) ENGINE = SummingMergeTree PARTITION BY (k, id % 2) ORDER BY (k, id)");
        KINDS.put(
                "aggregating",
                "(k UInt8, id UInt64, v SimpleAggregateFunction(max, UInt64)) ENGINE = AggregatingMergeTree PARTITION BY k"
                        + " ORDER BY id");
        KINDS.put("no key", "(k UInt8, id UInt64, v UInt64) ENGINE = MergeTree ORDER BY id");
        KINDS.put("nullable", "(k Nullable(UInt8), id UInt64, v Nullable(UInt64)) ENGINE = MergeTree ORDER BY id");
        KINDS.put("by`text", "(k String, id UInt64, v UInt64) ENGINE = MergeTree PARTITION BY k ORDER BY id");
        KINDS.put(
                "by'tuple",
                "(k UInt8, id UInt64, v UInt64) ENGINE = MergeTree PARTITION BY (k, toString(id % 2)) ORDER BY id");
        KINDS.put(
                "by uuid",
                "(k UInt8, id UInt64, v UInt64, u UUID DEFAULT toUUID('00000000-0000-0000-0000-00000000000'"
                        + " || toString(k))) ENGINE = MergeTree PARTITION BY u ORDER BY id");
        KINDS.put(
                "with projection",
                "(k UInt8, id UInt64, v UInt64, PROJECTION p (SELECT k, sum(v) GROUP BY k)) ENGINE = MergeTree PARTITION BY k"
                        + " ORDER BY id");
    }

    @Test
    void aWholeDatabaseGoesToS3AndComesBack() {
        Map<String, String> before = new LinkedHashMap<>();
        KINDS.forEach((name, kind) -> {
            hub.sql.ask("CREATE TABLE " + hub.table(name) + " " + kind);
            for (int part = 0; part < 2; part++) {
                hub.sql.ask("INSERT INTO " + hub.table(name)
                        + " (k, id, v) SELECT number % 3, number % 50, number FROM numbers(200)");
            }
            before.put(name, hub.content(name));
        });
        hub.sql.ask("CREATE MATERIALIZED VIEW " + hub.table("a view") + " TO " + hub.table("replacing")
                + " AS SELECT * FROM " + hub.table("no key"));
        hub.sql.ask("CREATE TABLE " + hub.table("in memory") + " (n UInt8) ENGINE = Memory");

        JsonNode done = hub.awaitState(hub.migrate("\"mode\":\"full\",\"parallelism\":2"), "done");

        before.forEach((name, content) -> {
            assertThat(hub.disks(name)).as(name).containsExactly("s3");
            assertThat(hub.content(name)).as(name).isEqualTo(content);
        });
        assertThat(table(done, "a view").path("state").asText()).isEqualTo("skipped");
        assertThat(table(done, "a view").path("error").asText()).contains("view");
        assertThat(table(done, "in memory").path("error").asText()).contains("Memory");
        assertThat(done.path("items"))
                .allMatch(item -> item.path("state").asText().equals("verified"));

        String id = done.path("id").asText();
        assertThat(hub.wish(id, "verify").body())
                .contains("\"sound\":true")
                .contains("\"tables\":" + tablesWithParts() + ",");
        hub.wish(id, "rollback");
        hub.awaitState(id, "rolled_back");
        before.forEach((name, content) -> {
            assertThat(hub.disks(name)).as(name).containsExactly("default");
            assertThat(hub.content(name)).as(name).isEqualTo(content);
        });
        KINDS.keySet().forEach(name -> hub.sql.ask("DROP TABLE " + hub.table(name) + " SYNC"));
        hub.sql.ask("DROP TABLE " + hub.table("a view"));
    }

    /** Those of tests before this one are in the database too. */
    private static long tablesWithParts() {
        return hub.sql.number("SELECT count() FROM system.tables WHERE database = '" + hub.database
                + "' AND engine LIKE '%MergeTree' AND total_rows > 0");
    }

    @Test
    void onlyOldPartitionsGo() {
        hub.sql.ask("CREATE TABLE " + hub.table("aged")
                + " (d Date, t DateTime, id UInt64) ENGINE = MergeTree PARTITION BY d" + " ORDER BY id");
        hub.sql.ask(
                "INSERT INTO " + hub.table("aged") + " SELECT today() - number * 30, now(), number FROM numbers(5)");
        String id = hub.migrate("\"table\":\"aged\",\"olderThan\":\"45d\"");
        JsonNode done = hub.awaitState(id, "done");
        assertThat(hub.sql.lines("SELECT partition_id, disk_name FROM system.parts WHERE active AND database = '"
                        + hub.database + "' AND table = 'aged' ORDER BY partition_id DESC"))
                .extracting(line -> line.split("\t")[1])
                .containsExactly("default", "default", "s3", "s3", "s3");
        assertThat(table(done, "aged").path("notes").toString()).contains("2 partitions are younger");
    }

    @Test
    void partitionsOnS3GoBackToLocalDisksWhenThatIsAskedFor() {
        hub.plain("fetched", 300);
        hub.sql.ask("ALTER TABLE " + hub.table("fetched") + " MODIFY SETTING storage_policy = 'tiered'");
        hub.sql.ask("ALTER TABLE " + hub.table("fetched") + " MOVE PARTITION ID '202601' TO VOLUME 's3'");
        hub.sql.ask("ALTER TABLE " + hub.table("fetched") + " MOVE PARTITION ID '202602' TO VOLUME 's3'");
        String content = hub.content("fetched");

        JsonNode done = hub.awaitState(hub.migrate("\"table\":\"fetched\",\"direction\":\"to-local\""), "done");

        assertThat(table(done, "fetched").path("way").asText()).isEqualTo("move");
        assertThat(table(done, "fetched").path("done").asInt()).isEqualTo(2);
        assertThat(table(done, "fetched").path("present").asInt()).isEqualTo(1);
        assertThat(hub.disks("fetched")).containsExactly("default");
        assertThat(hub.content("fetched")).isEqualTo(content);
        assertThat(hub.wish(done.path("id").asText(), "verify").body()).contains("\"sound\":true");
    }

    @Test
    void partitionsFromTheOldToolThatAreOnS3AlreadyAreFoundThere() {
        hub.plain("half", 300);
        hub.sql.ask("ALTER TABLE " + hub.table("half") + " MODIFY SETTING storage_policy = 'tiered'");
        hub.sql.ask("ALTER TABLE " + hub.table("half") + " MOVE PARTITION ID '202601' TO VOLUME 's3'");
        String content = hub.content("half");
        JsonNode done = hub.awaitState(hub.migrate("\"table\":\"half\""), "done");
        assertThat(table(done, "half").path("present").asInt()).isEqualTo(1);
        assertThat(table(done, "half").path("done").asInt()).isEqualTo(2);
        assertThat(hub.disks("half")).containsExactly("s3");
        assertThat(hub.content("half")).isEqualTo(content);
    }

    @Test
    void aTableIsMovedUnderConcurrentInsertsAndMerges() throws Exception {
        hub.plain("busy", 3000);
        try (var writer = new Writer(hub.sql, hub.table("busy"))) {
            writer.awaitInserts(3);
            String id = hub.migrate("\"table\":\"busy\",\"pause\":\"PT0.3S\"");
            hub.sql.ask("OPTIMIZE TABLE " + hub.table("busy") + " PARTITION ID '202602' FINAL");
            hub.awaitState(id, "done");
            writer.awaitInserts(3);
            writer.close();
            assertThat(hub.sql.number("SELECT count() FROM " + hub.table("busy")))
                    .isEqualTo(3000 + writer.inserted());
            assertThat(hub.sql.number("SELECT uniqExact(id) FROM " + hub.table("busy") + " WHERE s = 'late'"))
                    .isEqualTo(writer.inserted());
            assertThat(hub.disks("busy")).contains("s3");
            assertThat(hub.wish(id, "verify").body()).contains("\"sound\":true");
        }
    }

    @Test
    void anIntegratorInsertsAStep() throws Exception {
        hub.plain("hooked", 300);
        hub.sql.ask("CREATE TABLE " + hub.table("notices") + " (text String) ENGINE = MergeTree ORDER BY text");
        hub.edit("hooks.camel.yaml", "        - log:\n", """
                        - setBody:
                            simple: '{"text":"${variable.table} ${variable.partition.id}"}'
                        - to:
                            id: to-notices
                            uri: clickhouse:%s
                            parameters:
                              table: notices
                        - log:
                """.formatted(hub.database));
        hub.awaitReload();
        hub.awaitState(hub.migrate("\"table\":\"hooked\""), "done");
        assertThat(hub.sql.lines("SELECT text FROM " + hub.table("notices") + " ORDER BY text"))
                .isEqualTo(List.of(
                        hub.database + ".hooked 202601",
                        hub.database + ".hooked 202602",
                        hub.database + ".hooked 202603"));
    }

    private static JsonNode table(JsonNode status, String name) {
        for (JsonNode table : status.path("tables")) {
            if (table.path("table").path("table").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("no table " + name + " in " + status);
    }
}
