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
import io.caravan.cdr.statistics.StatisticsTruth;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.testing.KillLoop;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kill -9 in the middle of a pull loses nothing and doubles nothing. */
class KillTest {

    private static final int ACCOUNTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private VosSimulator simulator;

    @BeforeEach
    void startSimulator() throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(13)
                .withNodes(new VosNode("noon", zone, 17, ACCOUNTS))
                .withKnobs(Map.of(
                        "now", now.toString(), "recordsPerAccountDay", 300, "duplicateShare", 0.02, "latencyMs", 60)));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aHubThatIsKilledGoesOnWhereItWas(@TempDir Path home) {
        try (CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            computeStatisticsOften(hub);
            hub.process.set("caravan.cdr.pull.refresh", "PT2S").set("caravan.cdr.store.batch-rows", "50");
            KillLoop.Victim victim = new KillLoop.Victim() {
                @Override
                public void start() {
                    hub.process.start();
                }

                @Override
                public void kill() {
                    hub.process.kill();
                }
            };
            new KillLoop(1, 6, Duration.ofMillis(90)).run(3, victim, this::calls);

            hub.start();
            assertEndsWithTheTruth(hub);
        }
    }

    @Test
    void aHubWaitsForAClickHouseThatIsKilled(@TempDir Path home) {
        int port = FreePorts.one();
        EmbeddedServer clickHouse = TestServers.newClickHouse(port);
        try (CdrHub hub =
                new CdrHub(home, TestServers.addressOf(port)).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            computeStatisticsOften(hub);
            hub.process.set("caravan.cdr.store.batch-rows", "50").start();
            KillLoop.Victim victim = new KillLoop.Victim() {
                @Override
                public void start() {
                    clickHouse.start();
                    clickHouse.awaitReady(PATIENCE);
                }

                @Override
                public void kill() {
                    clickHouse.kill();
                }
            };
            new KillLoop(2, 4, Duration.ofMillis(90)).run(2, victim, this::calls);

            var answer = hub.process.get("/api/v1/cdrs?node=1");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            victim.start();
            assertEndsWithTheTruth(hub);
        } finally {
            clickHouse.stop();
        }
    }

    private void assertEndsWithTheTruth(CdrHub hub) {
        await("every window").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(hub.windows(1))
                .hasSize(ACCOUNTS * 2)
                .allMatch(CdrHub::isDone));
        for (String account : new VosAnswers(simulator.baseUrl("noon")).accounts()) {
            for (LocalDate day : new LocalDate[] {today, today.minusDays(1)}) {
                assertThat(hub.stored(1, account, day))
                        .as("%s %s", account, day)
                        .isEqualTo(Stored.of(simulator.truth("noon", account, day, day)));
            }
        }
        assertThat(hub.claimed(1)).isEqualTo(hub.stored(1));
        var statistics = new StatisticsTruth(hub.sql, Map.of(1, zone));
        await("statistics").atMost(PATIENCE).untilAsserted(statistics::assertExact);
        // What was under way when the store was killed fails; what cannot reach it is not even begun.
        assertThat(hub.process.output().lines().filter(line -> line.contains("stay as they were")))
                .hasSizeLessThan(10);
    }

    private static void computeStatisticsOften(CdrHub hub) {
        hub.process
                .set("caravan.cdr.statistics.schedule", "0/1 * * * * ?")
                .set("caravan.cdr.statistics.pause", "PT0S")
                .set("caravan.cdr.statistics.confirm", "PT2S");
    }

    private long calls() {
        return simulator.requests("noon", "GetCdr").count();
    }
}
