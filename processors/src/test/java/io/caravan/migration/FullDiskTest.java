package io.caravan.migration;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.TestServers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Volumes without room, from the start or for what comes after the first partitions: the error says so, nothing is lost. */
class FullDiskTest {

    private static final int S3 = FreePorts.one();
    private static final int PORT = FreePorts.one();

    /** {@code full} keeps more free than any disk has; {@code narrow} has room for small parts alone. */
    private static final String DISKS = """
            <clickhouse><storage_configuration>
              <disks>
                <full><path>%1$s/full/</path><keep_free_space_bytes>1000000000000000000</keep_free_space_bytes></full>
                <narrow><path>%1$s/narrow/</path></narrow>
              </disks>
              <policies>
                <with_full><volumes>
                  <default><disk>default</disk></default>
                  <full><disk>full</disk></full>
                </volumes><move_factor>0</move_factor></with_full>
                <with_narrow><volumes>
                  <default><disk>default</disk></default>
                  <narrow><disk>narrow</disk><max_data_part_size_bytes>1500000</max_data_part_size_bytes></narrow>
                </volumes><move_factor>0</move_factor></with_narrow>
                <full><volumes><full><disk>full</disk></full></volumes></full>
                <narrow><volumes>
                  <narrow><disk>narrow</disk><max_data_part_size_bytes>1500000</max_data_part_size_bytes></narrow>
                </volumes></narrow>
              </policies>
            </storage_configuration></clickhouse>
            """;

    private static EmbeddedServer clickHouse;
    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home, @TempDir Path disks) {
        clickHouse = TestServers.newClickHouse(
                PORT, FreePorts.one(), TestServers.diskAt(S3, "never asked"), DISKS.formatted(disks));
        clickHouse.start();
        clickHouse.awaitReady(ofSeconds(60));
        hub = new MigrationHub(home, TestServers.addressOf(PORT)).start();
    }

    @AfterAll
    static void stop() {
        hub.process.close();
        clickHouse.stop();
    }

    /** Two small partitions and a large one, the last in the plan. */
    private static String table(String name) {
        hub.sql.ask("CREATE TABLE " + hub.table(name)
                + " (d Date, id UInt64, s String) ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY id");
        hub.sql.ask("INSERT INTO " + hub.table(name)
                + " SELECT '2026-01-15'::Date + 30 * (number % 2), number, 'x' FROM numbers(20)");
        hub.sql.ask("INSERT INTO " + hub.table(name)
                + " SELECT '2026-03-15', cityHash64(number), randomPrintableASCII(20) FROM numbers(100000)");
        return hub.content(name);
    }

    private static String policy(String name) {
        return hub.sql.ask("SELECT storage_policy FROM system.tables WHERE database = '" + hub.database
                + "' AND name = '" + name + "'");
    }

    private static void assertAllOnDefault(String name, String content) {
        assertThat(hub.content(name)).isEqualTo(content);
        assertThat(hub.disks(name)).containsExactly("default");
        assertThat(policy(name)).isEqualTo("default");
    }

    @Test
    void aMoveToAFullDiskIsNotBegun() {
        String content = table("to full");
        JsonNode failed = hub.awaitState(
                hub.migrate("\"table\":\"to full\",\"policy\":\"with_full\",\"volume\":\"full\""), "failed");
        assertThat(failed.path("reason").asText()).contains("volume full", "nothing was begun", "space");
        assertAllOnDefault("to full", content);
    }

    @Test
    void aCopyToAFullDiskIsNotBegun() {
        String content = table("copied to full");
        JsonNode failed = hub.awaitState(
                hub.migrate("\"table\":\"copied to full\",\"policy\":\"full\",\"volume\":\"full\""), "failed");
        assertThat(failed.path("reason").asText()).contains("volume full", "nothing was begun", "space");
        assertAllOnDefault("copied to full", content);
    }

    @Test
    void aVolumeThatFillsUpLeavesTheOtherPartitionsWhereTheyAre() {
        String content = table("half");
        String id = hub.migrate("\"table\":\"half\",\"policy\":\"with_narrow\",\"volume\":\"narrow\"");
        JsonNode partial = hub.awaitState(id, "partial");
        assertThat(partial.path("reason").asText())
                .contains("partition 202603", "the volume narrow has not enough space", "the source is untouched");
        assertThat(partial.path("partitions").path("done").asInt()).isEqualTo(2);
        assertThat(hub.disks("half")).containsExactly("default", "narrow");
        assertThat(hub.content("half")).isEqualTo(content);
        hub.wish(id, "rollback");
        hub.awaitState(id, "rolled_back");
        assertThat(hub.disks("half")).containsExactly("default");
        assertThat(hub.content("half")).isEqualTo(content);
    }

    @Test
    void aCopyThatFillsItsVolumeLeavesTheTableAsItIs() {
        String content = table("half copied");
        String id = hub.migrate("\"table\":\"half copied\",\"policy\":\"narrow\",\"volume\":\"narrow\"");
        JsonNode partial = hub.awaitState(id, "partial");
        assertThat(partial.path("reason").asText())
                .contains("partition 202603", "the target has not enough space", "the source is untouched");
        assertAllOnDefault("half copied", content);
        hub.wish(id, "rollback");
        hub.awaitState(id, "rolled_back");
        assertAllOnDefault("half copied", content);
        assertThat(hub.sql.lines("SELECT name FROM system.tables WHERE name LIKE 'half copied\\_\\_%'"))
                .isEmpty();
    }
}
