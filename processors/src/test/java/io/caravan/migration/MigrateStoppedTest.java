package io.caravan.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./caravan migrate} that does the work itself is stopped in the middle, by all that can stop it, and goes on. */
class MigrateStoppedTest {

    /** Tables, and a project whose hub is never started. */
    private static MigrationHub tables;

    private static CommandLineOf caravan;

    @BeforeAll
    static void start(@TempDir Path home, @TempDir Path files) {
        tables = new MigrationHub(home);
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
    void whoeverIsKilledIsFollowedByTheSameCommand() {
        tables.plain("killed", 900);
        String before = tables.content("killed");
        String[] arguments = single("killed", "--s3-policy", "tiered", "--insert-interval", "10");
        try (var first = caravan.start(arguments)) {
            CommandLineOf.awaitOutput(first, "1 of 3 partitions");
            assertThat(caravan.run(3, arguments).output()).as("a second one").contains("another process on this host");
            first.kill();
        }

        CommandLineOf.Ended again = caravan.run(0, single("killed", "--s3-policy", "tiered", "--resume"));

        assertThat(again.output()).contains("Done: ");
        assertThat(tables.disks("killed")).containsExactly("s3");
        assertThat(tables.content("killed")).isEqualTo(before);
    }

    @Test
    void ctrlCLetsThePartitionUnderWayEnd() {
        tables.plain("left", 300);
        String before = tables.content("left");
        String[] arguments = single("left", "--s3-policy", "tiered", "--pause", "2s");
        try (var migrate = caravan.start(arguments)) {
            CommandLineOf.awaitOutput(migrate, "1 of 3 partitions");
            migrate.terminate();
            assertThat(migrate.awaitExit()).isNotZero();
            assertThat(migrate.output()).contains("Stopped. The same command goes on with it");
        }
        assertThat(caravan.run(0, arguments).output()).contains("Done: ");
        assertThat(tables.disks("left")).containsExactly("s3");
        assertThat(tables.content("left")).isEqualTo(before);
    }
}
