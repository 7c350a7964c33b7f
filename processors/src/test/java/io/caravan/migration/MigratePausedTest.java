package io.caravan.migration;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./caravan migrate} that does the work itself: paused by another command, and with a step that fails. */
class MigratePausedTest {

    private static final String HOOK =
            "        - log:\n            message: \"Migration ${variable.migration.id}: partition";
    private static final String FAILING_HOOK = """
                    - filter:
                        simple: "${variable.partition.id} == '202602'"
                        steps:
                          - throwException:
                              exceptionType: java.lang.IllegalStateException
                              message: nobody could be notified
            """ + HOOK;

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
    void anotherTerminalPausesItAndLetsItGoOn() {
        tables.plain("paused", 300);
        try (var migrate = caravan.start(single("paused", "--s3-policy", "tiered", "--pause", "4s"))) {
            CommandLineOf.awaitOutput(migrate, "1 of 3 partitions");
            String id = CommandLineOf.idIn(migrate.output());
            assertThat(caravan.run(0, "pause", id).output()).contains("is paused");
            CommandLineOf.awaitOutput(migrate, ", paused");
            caravan.run(0, "resume", id);
            assertThat(migrate.awaitExit()).as(migrate.output()).isZero();
        }
        assertThat(tables.disks("paused")).containsExactly("s3");
    }

    @Test
    void whatFailedInPartIsToldByTheExitCodeAndGoneOnWith() throws IOException {
        tables.plain("partly", 300);
        tables.edit("hooks.camel.yaml", HOOK, FAILING_HOOK);
        CommandLineOf.Ended partial;
        try {
            partial = caravan.run(4, single("partly", "--s3-policy", "tiered"));
        } finally {
            tables.edit("hooks.camel.yaml", FAILING_HOOK, HOOK);
        }
        assertThat(partial.output()).contains("nobody could be notified", "Partial: ", "--resume goes on");

        CommandLineOf.Ended done = caravan.run(0, single("partly", "--s3-policy", "tiered", "--resume"));

        assertThat(done.id()).isEqualTo(partial.id());
        assertThat(done.output()).contains("goes on where it was");
        assertThat(tables.disks("partly")).containsExactly("s3");
    }
}
