package io.caravan.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./caravan migrate} with a ClickHouse of its own and no hub: it does the work itself. */
class MigrateByItselfTest {

    /** Tables, and a project whose hub is never started. */
    private static MigrationHub tables;

    private static CommandLineOf caravan;
    private static ClickHouseAddress clickHouse;
    private static Path project;

    @BeforeAll
    static void start(@TempDir Path home, @TempDir Path files) {
        project = home;
        tables = new MigrationHub(home);
        clickHouse = TestServers.clickhouse();
        caravan = CommandLineOf.byItself(home, files);
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    private static String[] single(String table, String... more) {
        return CommandLineOf.single(tables.database, table, more);
    }

    @Test
    void aTableGoesToThePolicyOfTheOldToolAndBack() {
        tables.plain("plain", 900);
        String before = tables.content("plain");
        var databases = tables.sql.lines("SHOW DATABASES");

        // The default of the old tool is s3, to which no part can move.
        CommandLineOf.Ended done = caravan.run(0, single("plain"));

        assertThat(done.output()).contains("by copy to the policy s3", "Done: 3 partitions");
        assertThat(tables.disks("plain")).containsExactly("s3");
        assertThat(tables.content("plain")).isEqualTo(before);
        assertThat(tables.sql.lines("SHOW DATABASES"))
                .as("nothing is made there")
                .isEqualTo(databases);
        JsonNode report = caravan.json(caravan.file("reports", "clickhouse_s3_migration_report_.*"));
        assertThat(report.at("/migration_info/clickhouse_config/user").asText()).isEqualTo(clickHouse.username());

        assertThat(caravan.run(0, "rollback", done.id()).output()).contains("Rolled back");
        assertThat(tables.disks("plain")).containsExactly("default");
        assertThat(tables.content("plain")).isEqualTo(before);
    }

    /** Its engine collapses rows, so that only the progress file tells what the late row is. */
    @Test
    void aRunOfTheOldToolIsGoneOnWith(@TempDir Path files) throws Exception {
        String engine = " ENGINE = ReplacingMergeTree PARTITION BY d ORDER BY id";
        String late = "INSERT INTO " + tables.table("old") + " VALUES ('2026-01-01', 1000, 'late')";
        tables.sql.ask("CREATE TABLE " + tables.table("old") + " (d Date, id UInt64, s String)" + engine);
        tables.sql.ask("INSERT INTO " + tables.table("old")
                + " SELECT toDate('2026-01-01') + number % 3, number, toString(number) FROM numbers(300)");
        String backup = tables.table("old_backup_s3");
        tables.sql.ask(
                "CREATE TABLE " + backup + " AS " + tables.table("old") + engine + " SETTINGS storage_policy = 's3'");
        tables.sql.ask("INSERT INTO " + backup + " SELECT * FROM " + tables.table("old") + " WHERE d = '2026-01-01'");
        tables.sql.ask(late);
        String before = tables.content("old");
        tables.sql.ask("ALTER TABLE " + tables.table("old") + " DROP PARTITION '2026-01-01'");
        tables.sql.ask(late);
        Path progress = Files.writeString(
                files.resolve("migration_progress.json"),
                "{\"%s\":{\"old\":{\"completed_partitions\":[\"2026-01-01\"],\"status\":\"running\"}}}"
                        .formatted(tables.database));

        CommandLineOf.Ended done = caravan.run(
                0,
                single(
                        "old",
                        "--s3-policy",
                        "tiered",
                        "--resume",
                        "--progress",
                        progress.toString(),
                        "--password",
                        clickHouse.password()));

        assertThat(tables.content("old")).isEqualTo(before);
        assertThat(tables.disks("old")).containsExactly("s3");
        assertThat(done.output()).contains("better CH_PASSWORD").doesNotContain(clickHouse.password());
    }

    /** The old tool drops the source and gives its copy the name after that; killed between the two, it leaves no table. */
    @Test
    void aTableThatTheOldToolDroppedComesBackUnderItsName(@TempDir Path files) throws Exception {
        tables.plain("dropped", 300);
        String before = tables.content("dropped");
        String backup = tables.table("dropped_backup_s3");
        tables.sql.ask("CREATE TABLE " + backup + " AS " + tables.table("dropped")
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY id SETTINGS storage_policy = 's3'");
        tables.sql.ask("INSERT INTO " + backup + " SELECT * FROM " + tables.table("dropped"));
        tables.sql.ask("DROP TABLE " + tables.table("dropped") + " SYNC");
        Path progress = Files.writeString(files.resolve("migration_progress.json"), "{}");

        String[] plan =
                Stream.concat(Stream.of("plan"), Stream.of(single("dropped"))).toArray(String[]::new);
        assertThat(caravan.run(0, plan).output()).contains("dropped_backup_s3 gets the name first");
        assertThat(tables.content("dropped_backup_s3")).as("after a plan").isEqualTo(before);
        caravan.run(0, single("dropped", "--s3-policy", "s3", "--resume", "--progress", progress.toString()));

        assertThat(tables.content("dropped")).isEqualTo(before);
        assertThat(tables.disks("dropped")).containsExactly("s3");
    }

    @Test
    void aWrongPasswordIsToldNowhere(@TempDir Path files) {
        tables.plain("hushed", 30);
        CommandLineOf wrong = CommandLineOf.byItself(project, files, "geheim0815");
        assertThat(wrong.run(1, single("hushed")).output())
                .contains("cannot be used as " + clickHouse.username())
                .doesNotContain("geheim0815");
        assertThat(wrong.everything()).isNotEmpty().doesNotContain("geheim0815");
    }

    @Test
    void aProgressFileThatIsNoneStopsItBeforeAnythingIsDone(@TempDir Path files) throws Exception {
        tables.plain("asked", 30);
        Path progress = Files.writeString(files.resolve("p.json"), "[1,2");
        assertThat(caravan.run(2, single("asked", "--resume", "--progress", progress.toString()))
                        .output())
                .contains("is no progress file");
        assertThat(tables.disks("asked")).containsExactly("default");
    }
}
