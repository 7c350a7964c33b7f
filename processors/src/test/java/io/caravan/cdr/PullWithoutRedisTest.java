package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Redis that is away holds the pull up and loses nothing; where none is configured, a hub pulls alone. */
class PullWithoutRedisTest {

    private static final int ACCOUNTS = 10;
    private static final int WINDOWS = ACCOUNTS * 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_LEASE = "No lease is taken";

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private VosSimulator simulator;

    @BeforeEach
    void startSimulator() throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(29)
                .withNodes(new VosNode("noon", zone, 31, ACCOUNTS))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 40, "latencyMs", 300)));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void noPullBeginsWhileRedisIsAway(@TempDir Path home) {
        EmbeddedServer redis = TestServers.newRedis(FreePorts.one());
        try (CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            hub.process
                    .set("caravan.redis.address", redis.address())
                    .set("caravan.cdr.pull.lease", "PT1S")
                    .start();
            await("a turn that was refused")
                    .atMost(PATIENCE)
                    .until(() -> hub.process.output().contains(NO_LEASE));
            assertThat(hub.process.health("ready").body()).contains("redis: ");
            assertThat(simulator.requests("noon").count()).isZero();

            start(redis);
            await("a pull").atMost(PATIENCE).until(() -> calls() > 1);
            redis.kill();
            await("the end of the turn")
                    .atMost(PATIENCE)
                    .until(() -> hub.process.output().contains("cdr-node-1 has run out"));
            assertThat(calls()).as("the turn ended between two windows").isLessThan(WINDOWS);
            await("another turn that was refused").atMost(PATIENCE).until(() -> absences(hub) == 2);

            start(redis);
            hub.awaitDone(1, WINDOWS);
            assertThat(calls())
                    .as("each window once, and once more the one whose turn had no lease at its end")
                    .isBetween((long) WINDOWS, WINDOWS + 1L);
            assertThat(hub.stored(1)).isEqualTo(Stored.of(simulator.truth("noon", today.minusDays(1), today)));
            assertThat(absences(hub)).as("each absence is told once").isEqualTo(2);
        } finally {
            redis.stop();
        }
    }

    @Test
    void withoutAnAddressAHubPullsAloneAndSaysSo(@TempDir Path home) {
        simulator.knobs(Map.of("latencyMs", 0));
        try (CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            hub.process.set("caravan.redis.address", "");
            hub.start();
            hub.awaitDone(1, WINDOWS);
            assertThat(hub.stored(1)).isEqualTo(Stored.of(simulator.truth("noon", today.minusDays(1), today)));
            assertThat(hub.process.output()).containsOnlyOnce("only one hub may pull");
        }
    }

    private static int absences(CdrHub hub) {
        return hub.process.output().split(NO_LEASE, -1).length - 1;
    }

    private long calls() {
        return simulator.requests("noon", "GetCdr").count();
    }

    private static void start(EmbeddedServer server) {
        server.start();
        server.awaitReady(PATIENCE);
    }
}
