package io.caravan.migration;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.KillLoop;

import static org.assertj.core.api.Assertions.assertThat;

/** Kill -9 at random moments of a migration, in the middle of a statement too, while rows are being inserted. */
class MigrationKillTest {

    private static final int ROWS = 4000;
    private static final long SEED = 20261128;

    @Test
    void noRowIsMissingOrDoubled(@TempDir Path home) throws Exception {
        try (var hub = new MigrationHub(home).start()) {
            hub.sql.ask("CREATE TABLE " + hub.table("killed") + " (d Date, id UInt64, s String) ENGINE = MergeTree"
                    + " PARTITION BY toStartOfWeek(d) ORDER BY id");
            hub.sql.ask("INSERT INTO " + hub.table("killed")
                    + " SELECT toDate('2026-01-01') + number % 90, number, 'old' FROM numbers(" + ROWS + ")");
            String content = hub.sql.ask("SELECT count(), sum(cityHash64(tuple(*))) FROM " + hub.table("killed"));
            String id = hub.migrate("\"table\":\"killed\",\"parallelism\":2,\"pause\":\"PT0.2S\"");
            try (var writer = new Writer(hub.sql, hub.table("killed"))) {
                new KillLoop(SEED, 2, Duration.ofMillis(400)).run(4, new Hub(hub), () -> verified(hub, id));
                hub.start();
                hub.awaitState(id, "done");
                writer.close();
                assertThat(hub.sql.ask("SELECT count(), sum(cityHash64(tuple(*))) FROM " + hub.table("killed")
                                + " WHERE s = 'old'"))
                        .isEqualTo(content);
                assertThat(hub.sql.number(
                                "SELECT count() FROM " + hub.table("killed") + " WHERE s = 'late' AND id >= 1000000"))
                        .isEqualTo(writer.inserted());
            }
            assertThat(hub.wish(id, "verify").body()).contains("\"sound\":true").contains("\"partitions\":14");
        }
    }

    private static long verified(MigrationHub hub, String id) {
        return hub.journals().journalOf(id, new TableName(hub.database, "killed")).entries().stream()
                .filter(entry -> entry.step().equals(MoveNotes.VERIFIED))
                .count();
    }

    private record Hub(MigrationHub hub) implements KillLoop.Victim {
        @Override
        public void start() {
            if (!hub.process.running()) {
                hub.start();
            }
        }

        @Override
        public void kill() {
            hub.process.kill();
        }
    }
}
