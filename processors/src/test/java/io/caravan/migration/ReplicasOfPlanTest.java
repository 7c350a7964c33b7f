package io.caravan.migration;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plan names the replicas that it does not reach. A real ZooKeeper coordinates the tables; the embedded ClickHouse exchanges no
 * parts with other servers, so that they take no rows.
 */
class ReplicasOfPlanTest {

    private static final String SECRET = "secret of s3";
    private static final String COORDINATION = """
            <clickhouse>
              <zookeeper><node><host>127.0.0.1</host><port>%d</port></node></zookeeper>
            </clickhouse>
            """;

    @Test
    void namesTheReplicasThatHaveToBeMigratedByThemselves(@TempDir Path home, @TempDir Path coordination)
            throws Exception {
        int port = FreePorts.one();
        ServerCnxnFactory zooKeeper =
                NIOServerCnxnFactory.createFactory(new InetSocketAddress("127.0.0.1", FreePorts.one()), 100);
        zooKeeper.startup(
                new ZooKeeperServer(coordination.toFile(), coordination.toFile(), ZooKeeperServer.DEFAULT_TICK_TIME));
        EmbeddedServer clickHouse = TestServers.newClickHouse(
                port,
                FreePorts.one(),
                TestServers.diskAt(FreePorts.one(), SECRET),
                COORDINATION.formatted(zooKeeper.getLocalPort()));
        try (var hub = tables(home, clickHouse, port)) {
            replica(hub, "calls", "'/calls', 'r1'");
            replica(hub, "calls of another server", "'/calls', 'r2'");
            replica(hub, "calls of a third server", "'/calls', 'r3'");
            replica(hub, "alone", "'/alone', 'r1'");
            hub.start();

            JsonNode plan = Problems.json(hub.post("/api/v1/migrations/plan", "\"mode\":\"full\",\"policy\":\"tiered\"")
                    .body());

            assertThat(notes(plan, "calls"))
                    .containsExactly(
                            "a move is not replicated: every other replica has to be migrated by itself: r2, r3");
            assertThat(notes(plan, "alone")).isEmpty();
        } finally {
            clickHouse.stop();
            zooKeeper.shutdown();
        }
    }

    private static MigrationHub tables(Path home, EmbeddedServer clickHouse, int port) {
        clickHouse.start();
        clickHouse.awaitReady(ofSeconds(60));
        return new MigrationHub(home, TestServers.addressOf(port));
    }

    private static void replica(MigrationHub hub, String name, String pathAndReplica) {
        hub.sql.ask("CREATE TABLE " + hub.table(name) + " (d Date, id UInt64) ENGINE = ReplicatedMergeTree("
                + pathAndReplica + ") PARTITION BY toYYYYMM(d) ORDER BY id");
    }

    private static List<String> notes(JsonNode plan, String table) {
        return StreamSupport.stream(plan.path("tables").spliterator(), false)
                .filter(its -> its.at("/table/table").asText().equals(table))
                .flatMap(its -> StreamSupport.stream(its.path("notes").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }
}
