package io.caravan.migration;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.AlertRules;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./caravan migrate} beside a running hub, which does the work. */
class MigrateByHubTest {

    private static MigrationHub hub;
    private static CommandLineOf caravan;

    @BeforeAll
    static void start(@TempDir Path home, @TempDir Path files) {
        hub = new MigrationHub(home).start();
        caravan = new CommandLineOf(
                home,
                files,
                Map.of("CARAVAN_HTTP_PORT", String.valueOf(hub.process.api("/").getPort())));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String[] single(String table, String... more) {
        return CommandLineOf.single(hub.database, table, concat("--s3-policy", concat("tiered", more)));
    }

    @Test
    void aTableIsFollowedToItsEndAndReported() throws Exception {
        hub.plain("calls", 900);
        String before = hub.content("calls");

        CommandLineOf.Ended done = caravan.run(0, single("calls"));

        assertThat(done.output())
                .contains("table " + hub.database
                        + ".calls to S3, by move to the policy tiered; 3 partitions, 900 rows, ")
                .contains("100 %  3 of 3 partitions, ")
                .contains("Done: 3 partitions, ");
        assertThat(hub.disks("calls")).containsExactly("s3");
        assertThat(hub.content("calls")).isEqualTo(before);

        JsonNode old = caravan.json(caravan.file("reports", "clickhouse_s3_migration_report_\\d{8}_\\d{6}\\.json"));
        assertThat(old.at("/migration_info/table").asText()).isEqualTo("calls");
        assertThat(old.at("/migration_info/clickhouse_config/port").asInt()).isPositive();
        JsonNode result = old.at("/results/0");
        assertThat(result.path("status").asText()).isEqualTo("completed");
        assertThat(result.path("total_partitions").asInt()).isEqualTo(3);
        assertThat(result.path("completed_partitions").asInt()).isEqualTo(3);
        assertThat(result.path("migrated_rows").asInt()).isEqualTo(900);
        assertThat(result.at("/check_results/0/partition").asText()).isEqualTo("202601");
        assertThat(result.at("/check_results/0/src_count").asInt())
                .isEqualTo(result.at("/check_results/0/dst_count").asInt())
                .isPositive();
        assertThat(result.at("/check_results/0/passed").asBoolean()).isTrue();
        assertThat(old.at("/summary/completed_tables").asInt()).isEqualTo(1);

        JsonNode progress = caravan.json(caravan.file("reports", "migration_progress\\.json"));
        JsonNode table = progress.path(hub.database).path("calls");
        assertThat(table.path("status").asText()).isEqualTo("completed");
        assertThat(table.path("completed_partitions"))
                .extracting(JsonNode::asText)
                .containsExactly("202601", "202602", "202603");

        Path page = caravan.file("reports", "migration_" + done.id() + "\\.html");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains(hub.database + ".calls", "unchanged 2");
        JsonNode own = caravan.json(caravan.file("reports", "migration_" + done.id() + "\\.json"));
        assertThat(own.at("/tables/0/items/2/proof/unchanged").asInt()).isEqualTo(2);
        assertThat(own.at("/history/0/state").asText()).isEqualTo("running");
        assertThat(caravan.everything()).contains("Migration " + done.id());
    }

    @Test
    void aPlanChangesNothing() {
        hub.plain("planned", 300);
        CommandLineOf.Ended plan = caravan.ask(0, concat("plan", single("planned", "--pause", "2")));
        assertThat(plan.output())
                .contains(hub.database + ".planned")
                .contains("3 of 3")
                .contains("In all 3 partitions, 300 rows, ")
                .contains("about 6 s")
                .contains("Nothing was changed");
        assertThat(hub.disks("planned")).containsExactly("default");
    }

    private static String[] concat(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @Test
    void anOperatorStopsItTakesItBackAndMakesItFinal() {
        hub.plain("stopped", 300);
        try (var migrate = caravan.start(single("stopped", "--insert-interval", "1.5"))) {
            CommandLineOf.awaitOutput(migrate, "1 of 3 partitions");
            String id = CommandLineOf.idIn(migrate.output());
            assertThat(caravan.ask(0, "pause", id).output()).contains("Migration " + id + " is paused");
            assertThat(caravan.ask(0, "status", id).output()).contains("partitions, ", ", paused");
            // Whoever asks for the same is told, and nothing is begun behind the back of the one who paused it.
            assertThat(caravan.run(1, single("stopped", "--insert-interval", "1.5"))
                            .output())
                    .contains("--resume goes on");
            assertThat(caravan.ask(0, "resume", id).output()).contains("Migration " + id + " is ");
            assertThat(migrate.awaitExit()).as(migrate.output()).isZero();

            assertThat(caravan.ask(0, "verify", id).output()).contains("Sound: 3 partitions with 300 rows in 1 tables");
            assertThat(caravan.run(0, "rollback", id).output()).contains("Rolled back: ");
            assertThat(hub.disks("stopped")).containsExactly("default");
            assertThat(caravan.ask(1, "finalize", id).output()).contains("409");
            assertThat(caravan.ask(0, "status").output()).contains(id + "  table " + hub.database + ".stopped to S3");
        }
    }

    @Test
    void aTableThatSomebodyElseHasIsToldByTheExitCode() throws Exception {
        hub.plain("taken", 300);
        Path lock = hub.journals().fileOf(new TableName(hub.database, "taken"), ".lock");
        Files.createDirectories(lock.getParent());
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(caravan.run(3, single("taken")).output()).contains("another process on this host");
        }
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(caravan.ask(2).output()).contains("--mode single or --mode full, --db is wanted");
        assertThat(caravan.ask(2, "--mode", "single", "--db", "x").output()).contains("--table");
        assertThat(caravan.run(2, single("nix")).output()).contains("ClickHouse has no table " + hub.database + ".nix");
        assertThat(caravan.ask(2, "status", "--s3-policy", "s3").output()).contains("--s3-policy");
        assertThat(caravan.ask(2, concat("plan", single("x", "--url", "http://h:1", "--host", "ch")))
                        .output())
                .contains("--url", "--host", "leave one out");
        assertThat(caravan.ask(2, single("x", "--progress", "p.json")).output()).contains("--resume");
        assertThat(caravan.ask(1, "status", "nix").output()).contains("404");
    }

    @Test
    void itsMetricsHaveTheOldNamesAndAlerts() {
        hub.plain("measured", 300);
        hub.awaitState(hub.migrate("\"table\":\"measured\""), "done");
        String labels = "\\{database=\"" + hub.database + "\",table=\"measured\"}";
        assertThat(hub.process.metric("total_partitions" + labels)).isEqualTo(3);
        assertThat(hub.process.metric("completed_partitions" + labels)).isEqualTo(3);
        assertThat(hub.process.metric("completed_tables" + labels)).isEqualTo(1);
        assertThat(hub.process.metric("failed_tables" + labels)).isZero();
        assertThat(hub.process.metric("migration_end_time" + labels))
                .isGreaterThanOrEqualTo(hub.process.metric("migration_start_time" + labels));
        AlertRules.assertReady("caravan-migration", hub.process.metrics());
    }
}
