package io.caravan.cdr;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.embedded.vos.server.RequestStats;
import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two hubs of one name share the nodes: each node is asked by one at a time, and never twice for the same. */
class TwoHubsTest {

    private static final int ACCOUNTS = 5;
    private static final int WINDOWS = ACCOUNTS * 2;
    private static final int SHARED_NODES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private VosSimulator simulator;

    @BeforeEach
    void startSimulator() throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(23)
                .withNodes(IntStream.rangeClosed(1, SHARED_NODES + 1)
                        .mapToObj(i -> new VosNode(name(i), zone, i, ACCOUNTS))
                        .toArray(VosNode[]::new))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 40, "latencyMs", 150)));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void theyShareTheNodesAndOneTakesOverFromTheOther(@TempDir Path home) {
        try (CdrHub hub = new CdrHub(home)) {
            hub.process
                    .set("caravan.cdr.pull.nodes-at-once", "2")
                    // So short that no node is done in one turn.
                    .set("caravan.cdr.pull.turn-limit", "PT1S");
            hub.nodesFile("nodes: []\n");
            try (HubProcess other = hub.process.twin()) {
                List<HubProcess> hubs = List.of(hub.process, other);
                hubs.forEach(HubProcess::start);
                hubs.forEach(HubProcess::awaitReady);

                IntStream.rangeClosed(1, SHARED_NODES).forEach(node -> add(hub, node));
                IntStream.rangeClosed(1, SHARED_NODES).forEach(node -> awaitDone(hub, node));
                assertThat(hubs).as("both work").allMatch(TwoHubsTest::hasStored);
                for (int node = 1; node <= SHARED_NODES; node++) {
                    assertThat(simulator.requests(name(node), "GetCdr").count())
                            .as("each window of node %d once", node)
                            .isEqualTo(WINDOWS);
                }

                int last = SHARED_NODES + 1;
                simulator.knobs(name(last), Map.of("latencyMs", 300));
                add(hub, last);
                await("a pull of it")
                        .atMost(PATIENCE)
                        .until(() -> cdrCalls(last).concurrent() == 1);
                HubProcess killed = ownerOf(hub, last, hubs);
                killed.kill();
                assertThat(cdrCalls(last).count()).as("killed in the middle").isLessThan(WINDOWS);
                awaitDone(hub, last);
                assertThat(cdrCalls(last).count())
                        .as("only what was under way is asked again")
                        .isLessThanOrEqualTo(WINDOWS + 1);

                for (int node = 1; node <= last; node++) {
                    assertThat(simulator.requests(name(node)).concurrentMax())
                            .as("calls at once to node %d", node)
                            .isEqualTo(1);
                    assertThat(hub.stored(node))
                            .isEqualTo(Stored.of(simulator.truth(name(node), today.minusDays(1), today)));
                    assertThat(hub.claimed(node)).isEqualTo(hub.stored(node));
                }
            }
        }
    }

    private void add(CdrHub hub, int node) {
        hub.node(name(node), simulator.baseUrl(name(node)), zone.getId());
    }

    private RequestStats cdrCalls(int node) {
        return simulator.requests(name(node), "GetCdr");
    }

    private static String name(int node) {
        return "node-" + node;
    }

    private static void awaitDone(CdrHub hub, int node) {
        await("windows of node " + node)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> hub.sql.number(
                                "SELECT count() FROM cdr_ledger FINAL WHERE state = 'done' AND account != '*' AND node_id = "
                                        + node)
                        == WINDOWS);
    }

    private static boolean hasStored(HubProcess hub) {
        return hub.send(HttpRequest.newBuilder(hub.management("/observe/metrics"))
                        .build())
                .body()
                .lines()
                .filter(line -> line.startsWith("caravan_cdr_stored_records_total"))
                .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) > 0);
    }

    private static HubProcess ownerOf(CdrHub hub, int node, List<HubProcess> hubs) {
        URI redis = URI.create("redis://" + TestServers.redis());
        try (var jedis = new Jedis(redis.getHost(), redis.getPort())) {
            String owner = await("an owner of node " + node)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> jedis.hget(hub.name + ":lease:cdr-node-" + node, "owner"), Objects::nonNull);
            return hubs.stream()
                    .filter(one -> one.output().contains("takes leases as " + owner.substring(0, owner.indexOf('/'))))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
