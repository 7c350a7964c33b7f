package io.caravan.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.migration.MigrationHub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kill -9 after every step of a move, as the routes have them: each step has a table of its own, whose migration stands still
 * after it; then the hub is killed with all of them where they are, and started again.
 */
class KillAtEveryMigrationStepTest {

    private static final int UNDISTURBED = 1;

    @TempDir
    private Path home;

    @TempDir
    private Path told;

    private final Map<Integer, String> ids = new HashMap<>();
    private StepFiles files;
    private MigrationHub hub;
    private String content;

    @Test
    void everyMigrationEndsWithAllRowsOnS3() throws Exception {
        files = new StepFiles(told);
        try (var ours = new MigrationHub(home)) {
            hub = ours;
            hub.process
                    .withTestClasses()
                    .set("camel.beans.stepParker", "#class:" + StepParker.class.getName())
                    .set("camel.beans.stepParker.folder", told.toString())
                    .set("caravan.migration.at-once", "150")
                    // So many at once make a machine slow: a lease must not run out for that, or all begin again.
                    .set("caravan.migration.lease", "PT10S")
                    .set("camel.component.clickhouse.maxConnections", "200");
            files.write(new StepFiles.Plan(1, Map.of()));
            hub.start();
            create(UNDISTURBED);
            content = hub.content("t" + UNDISTURBED);
            migrate(UNDISTURBED);
            hub.awaitState(ids.get(UNDISTURBED), "done");
            List<Step> steps = List.copyOf(ran());
            assertThat(steps.stream().map(step -> step.place().replaceFirst(":.*", "")))
                    .as("files with steps that were gone through")
                    .contains(
                            "migration/run.camel.yaml",
                            "migration/table.camel.yaml",
                            "migration/move.camel.yaml",
                            "migration/statement.camel.yaml",
                            "migration/probe.camel.yaml");

            killAfterEach(steps);
            for (int number : ids.keySet()) {
                hub.awaitState(ids.get(number), "done");
                assertThat(hub.disks("t" + number))
                        .as("after %s", at(steps, number))
                        .containsExactly("s3");
                assertThat(hub.content("t" + number))
                        .as("after %s", at(steps, number))
                        .isEqualTo(content);
                assertThat(hub.wish(ids.get(number), "verify").body())
                        .as("after %s", at(steps, number))
                        .contains("\"sound\":true")
                        .contains("\"partitions\":1,");
            }
            assertThat(hub.sql.lines("SELECT name FROM system.tables WHERE startsWith(name, '__caravan_probe_')"
                            + " AND database LIKE 'moved_%'"))
                    .isEmpty();
        }
    }

    private void killAfterEach(List<Step> steps) throws IOException {
        Map<Integer, Step> ends = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            ends.put(UNDISTURBED + 1 + i, steps.get(i));
        }
        files.write(new StepFiles.Plan(2, ends));
        ends.keySet().forEach(this::create);
        ends.keySet().forEach(this::migrate);
        await("migrations that stand still")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(ends.keySet()).isEqualTo(standing()));
        hub.process.kill();
        files.write(new StepFiles.Plan(3, Map.of()));
        hub.start();
    }

    /** All tables hold the same rows, in two parts. */
    private void create(int number) {
        String table = hub.table("t" + number);
        hub.sql.ask("CREATE TABLE " + table + " (id UInt64, s String) ENGINE = MergeTree ORDER BY id");
        for (int part = 0; part < 2; part++) {
            hub.sql.ask("INSERT INTO " + table + " SELECT number, toString(" + part + ") FROM numbers(20)");
        }
    }

    private void migrate(int number) {
        ids.put(number, hub.migrate("\"table\":\"t" + number + "\""));
    }

    private Set<Integer> standing() throws IOException {
        return files.events().stream()
                .filter(event -> event.what().equals(StepFiles.ENDED))
                .map(StepFiles.Event::node)
                .collect(Collectors.toSet());
    }

    private Set<Step> ran() throws IOException {
        return files.events().stream()
                .filter(event -> event.what().equals(StepFiles.RAN) && event.node() == UNDISTURBED)
                .map(StepFiles.Event::step)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object at(List<Step> steps, int number) {
        return number == UNDISTURBED ? "nothing" : steps.get(number - UNDISTURBED - 1);
    }
}
