package io.caravan.migration;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.clickhouse.Quoted;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Distributed tables lead to their local ones, and servers that are not migrated from here are named. */
class ClusterTest {

    private static final String SECRET = "secret of s3";
    private static final int S3 = FreePorts.one();
    private static final int PORT = FreePorts.one();
    private static final int NATIVE = FreePorts.one();

    /** A cluster of two shards, of which this server is the first; the others are not there. */
    private static final String CLUSTER = """
            <clickhouse>
              <remote_servers>
                <two_shards>
                  <shard>
                    <replica><host>127.0.0.1</host><port>%d</port></replica>
                    <replica><host>127.0.0.1</host><port>11</port></replica>
                  </shard>
                  <shard><replica><host>127.0.0.1</host><port>12</port></replica></shard>
                </two_shards>
              </remote_servers>
            </clickhouse>
            """;

    private static EmbeddedServer clickHouse;
    private static EmbeddedServer store;
    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        store = TestServers.newS3(S3, SECRET);
        clickHouse = TestServers.newClickHouse(PORT, NATIVE, TestServers.diskAt(S3, SECRET), CLUSTER.formatted(NATIVE));
        store.start();
        clickHouse.start();
        store.awaitReady(ofSeconds(60));
        clickHouse.awaitReady(ofSeconds(60));
        hub = new MigrationHub(home, TestServers.addressOf(PORT)).start();
    }

    @AfterAll
    static void stop() {
        hub.process.close();
        store.stop();
        clickHouse.stop();
    }

    private static void distributed(String name, String local) {
        hub.sql.ask(
                "CREATE TABLE " + hub.table(name) + " (d Date, id UInt64, s String) ENGINE = Distributed(two_shards, "
                        + Quoted.text(hub.database) + ", " + Quoted.text(local) + ")");
    }

    private static JsonNode plan(String more) {
        return Problems.json(hub.post("/api/v1/migrations/plan", more).body());
    }

    @Test
    void aDistributedTableLeadsToItsLocalTable() {
        hub.plain("a shard's rows", 300);
        distributed("everywhere", "a shard's rows");
        String content = hub.content("a shard's rows");

        JsonNode table = plan("\"table\":\"everywhere\"").path("tables").get(0);
        assertThat(table.path("table").path("table").asText()).isEqualTo("a shard's rows");
        assertThat(table.path("notes").toString())
                .contains(
                        "the Distributed table " + hub.database + ".everywhere leads here",
                        "not migrated from here, run a hub there: 127.0.0.1:11 (cluster two_shards, shard 1, replica 2)",
                        "not migrated from here, run a hub there: 127.0.0.1:12 (cluster two_shards, shard 2, replica 1)")
                .doesNotContain("127.0.0.1:" + NATIVE);

        JsonNode done = hub.awaitState(hub.migrate("\"table\":\"everywhere\""), "done");
        assertThat(done.at("/tables/0/notes").toString()).contains("127.0.0.1:12");
        assertThat(hub.disks("a shard's rows")).containsExactly("s3");
        assertThat(hub.content("a shard's rows")).isEqualTo(content);
    }

    @Test
    void aDistributedTableWhoseLocalTableIsElsewhereIsSkipped() {
        distributed("far", "not here");
        assertThat(plan("\"table\":\"far\"").at("/tables/0/skipped").asText())
                .contains("its local table " + hub.database + ".not here is not on this server");
        assertThat(hub.post("/api/v1/migrations", "\"table\":\"far\"").statusCode())
                .isEqualTo(400);
    }
}
