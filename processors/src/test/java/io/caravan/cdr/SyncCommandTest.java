package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.testing.CaravanProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code ./caravan sync} in a process of its own, beside a hub that wants its admin key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncCommandTest {

    private static final String KEY = "kennwort-4713";
    private static final int ACCOUNTS = 3;

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private Path home;
    private VosSimulator simulator;
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(41)
                .withNodes(new VosNode("noon", zone, 43, ACCOUNTS))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 1000, "latencyMs", 30)));
        hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId());
        hub.process
                .environment("CARAVAN_HUB_ADMIN_KEY", KEY)
                .set("caravan.cdr.pull.refresh", "PT1H")
                .set("caravan.cdr.pull.retry-first", "PT0.2S");
        hub.start();
        hub.awaitDone(1, ACCOUNTS * 2);
    }

    @AfterAll
    void end() {
        hub.close();
        simulator.close();
    }

    private CaravanProcess sync(boolean terminal, String... arguments) {
        String port = String.valueOf(hub.process.api("/").getPort());
        return CaravanProcess.start(
                home, Map.of("CARAVAN_HUB_ADMIN_KEY", KEY, "CARAVAN_HTTP_PORT", port), terminal, command(arguments));
    }

    private static String[] command(String... arguments) {
        return Stream.concat(Stream.of("sync"), Arrays.stream(arguments)).toArray(String[]::new);
    }

    private String day(int back) {
        return today.minusDays(back).toString();
    }

    @Test
    void aBackfillIsFollowedToItsEnd() {
        try (var sync = sync(false, "--node", "1", "--from", day(14), "--to", day(10))) {
            assertThat(sync.awaitExit()).as(sync.output()).isZero();

            Stored truth = Stored.of(simulator.truth("noon", today.minusDays(14), today.minusDays(10)));
            assertThat(sync.output())
                    .contains("node 1, " + day(14) + " to " + day(10) + ", all accounts")
                    .contains("100 %  15 of 15 windows, ")
                    .endsWith("Done: %,d records, fee %s%n"
                            .formatted(truth.records(), truth.fee().setScale(6).toPlainString()))
                    .doesNotContain("\r", "\u001B", KEY);
            assertThat(new SyncClient(hub).stored(1, today.minusDays(14), today.minusDays(10)))
                    .isEqualTo(truth);
        }
    }

    @Test
    void aTerminalSeesOneLineThatGrows() {
        try (var sync = sync(true, "--node", "1", "--from", day(24), "--to", day(20), "--comment", "a gap")) {
            assertThat(sync.awaitExit()).as(sync.output()).isZero();
            assertThat(sync.output())
                    .contains("\r\u001B[K[")
                    .contains("[========================]  100 %  15 of 15 windows");
        }
    }

    @Test
    void whoStopsFollowingStopsNothing() {
        simulator.knobs("noon", Map.of("latencyMs", 300));
        try (var sync = sync(false, "--node", "1", "--from", day(39), "--to", day(30))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> sync.output().contains(" of 30 windows"));
            sync.terminate();
            sync.awaitExit();
            assertThat(sync.output()).contains("The hub goes on with it").contains("./caravan sync status ");

            String id = sync.output().lines().findFirst().orElseThrow().split("[ :]")[1];
            assertThat(run("pause", id)).isEqualTo("0 Sync " + id + " is paused");
            assertThat(run("status", id)).startsWith("0 " + id + "  node 1, ").endsWith(", paused");
            assertThat(run("resume", id)).isEqualTo("0 Sync " + id + " is running");
            try (var follow = sync(false, "--id", id)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> follow.output().contains("windows"));
                assertThat(run("cancel", id)).isEqualTo("0 Sync " + id + " is cancelled");
                assertThat(follow.awaitExit()).isEqualTo(1);
                assertThat(follow.output()).endsWith("Cancelled" + System.lineSeparator());
            }
            assertThat(run("resume", id)).startsWith("1 caravan: ").contains("409", "cancelled");
            assertThat(run("status")).contains(id);
        } finally {
            simulator.knobs("noon", Collections.singletonMap("latencyMs", null));
        }
    }

    @Test
    void aHubThatIsKilledIsWaitedForAndFollowedOn() {
        simulator.knobs("noon", Map.of("latencyMs", 200));
        try (var sync = sync(false, "--node", "1", "--from", day(79), "--to", day(70))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> sync.output().contains(" of 30 windows"));
            hub.process.kill();
            await().atMost(Duration.ofSeconds(30)).until(() -> sync.output().contains("waiting for it"));
            simulator.knobs("noon", Collections.singletonMap("latencyMs", null));
            hub.process.start();

            assertThat(sync.awaitExit()).as(sync.output()).isZero();
            assertThat(sync.output()).contains("100 %  30 of 30 windows").contains("Done: ");
        } finally {
            simulator.knobs("noon", Collections.singletonMap("latencyMs", null));
            hub.process.awaitListening();
        }
    }

    @Test
    void whatOnlyFailsEndsWithItsReasons() {
        String account = new VosAnswers(simulator.baseUrl("noon")).accounts().get(1);
        simulator.knobs("noon", Map.of("failAccounts", List.of(account), "errorCode", -10007));
        try (var sync = sync(false, "--node", "1", "--from", day(50), "--to", day(50), "--give-up-after", "2")) {
            assertThat(sync.awaitExit()).as(sync.output()).isEqualTo(1);
            assertThat(sync.output())
                    .contains("  " + day(50) + " " + account + " failed ")
                    .contains("retCode -10007")
                    .contains("What is left (1) fails again and again");
        } finally {
            simulator.knobs("noon", Collections.singletonMap("failAccounts", null));
        }
    }

    @Test
    void itCanBeAskedForWithoutFollowing() {
        String answer = run("--node", "1", "--from", day(60), "--to", day(60), "--detach");
        assertThat(answer).startsWith("0 Sync ");
        String id = answer.split("[ :]")[2];
        JsonNode status = new SyncClient(hub).awaitState(id, "done");
        assertThat(status.at("/windows/done").intValue()).isEqualTo(ACCOUNTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--node 1",
                "--node 1 --from 1.10.2026 --to 2026-10-02",
                "--node 9 --from 2026-10-01 --to 2026-10-02",
                "--id x --node 1",
                "--url hub:8080 --id x",
                "pause"
            })
    void wrongUsageIsTwo(String arguments) {
        try (var sync = sync(false, arguments.split(" "))) {
            assertThat(sync.awaitExit()).as(sync.output()).isEqualTo(2);
            assertThat(sync.output().lines()).hasSize(1);
            assertThat(sync.output()).doesNotContain("Exception", "java.");
        }
    }

    @Test
    void aHubThatIsNotThereIsOneLine() {
        String url = "http://127.0.0.1:" + FreePorts.one();
        assertThat(run("--url", url, "--node", "1", "--from", day(3), "--to", day(3)))
                .startsWith("1 caravan: no hub answers at " + url)
                .doesNotContain("\n");
        assertThat(run("--url", url, "--id", "x"))
                .startsWith("1 caravan: no hub answers at " + url)
                .doesNotContain("\n");
    }

    @Test
    void withoutTheKeyTheHubRefuses() {
        try (var sync = CaravanProcess.start(
                home,
                Map.of(),
                false,
                command("--url", hub.process.api("").toString(), "--node", "1", "--from", day(3), "--to", day(3)))) {
            assertThat(sync.awaitExit()).isEqualTo(1);
            assertThat(sync.output()).contains("401").contains("X-Api-Key").doesNotContain(KEY);
        }
    }

    /** Exit code and output. */
    private String run(String... arguments) {
        try (var sync = sync(false, arguments)) {
            return sync.awaitExit() + " " + sync.output().strip();
        }
    }
}
