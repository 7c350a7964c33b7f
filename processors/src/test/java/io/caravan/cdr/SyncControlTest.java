package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;

import static io.caravan.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Operators pause, resume and cancel backfills; accounts and nodes fail, and come back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncControlTest {

    private static final int ACCOUNTS = 4;
    private static final int STEADY = 1;
    private static final int FAULTY = 2;
    private static final String SECOND_ACCOUNT = "上海迅通2";

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private VosSimulator simulator;
    private CdrHub hub;
    private SyncClient client;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(23)
                .withNodes(new VosNode("steady", zone, 31, ACCOUNTS), new VosNode("faulty", zone, 32, ACCOUNTS))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 40)));
        simulator.knobs("steady", Map.of("latencyMs", 60));
        hub = new CdrHub(home)
                .node("steady", simulator.baseUrl("steady"), zone.getId())
                .node("faulty", simulator.baseUrl("faulty"), zone.getId());
        // The schedule makes no calls of its own after the first ones.
        hub.process.set("caravan.cdr.pull.refresh", "PT1H").set("caravan.cdr.sync.turn", "PT2S");
        hub.start();
        client = new SyncClient(hub);
        hub.awaitDone(STEADY, ACCOUNTS * 2);
        hub.awaitDone(FAULTY, ACCOUNTS * 2);
    }

    @AfterAll
    void end() {
        hub.close();
        simulator.close();
    }

    @Test
    void aPausedJobRestsAndGoesOnAndACancelledOneEnds() {
        LocalDate from = today.minusDays(30);
        LocalDate to = today.minusDays(21);
        String id = client.create(SyncClient.body(STEADY, from, to));
        assertProblem(client.tell(id, "resume-later"), 404, "no-such-endpoint");
        client.await(id, status -> status.at("/windows/done").intValue() >= 3);

        assertThat(client.tell(id, "pause").statusCode()).isEqualTo(200);
        long calls = calls("steady");
        await().during(Duration.ofMillis(1500)).until(() -> calls("steady") <= calls + 1);
        assertThat(client.tell(id, "pause").statusCode()).as("once more").isEqualTo(200);
        JsonNode paused = client.status(id);
        assertThat(paused.path("state").textValue()).isEqualTo("paused");
        assertThat(paused.at("/windows/done").intValue()).isLessThan(ACCOUNTS * 10);
        assertThat(paused.path("readyAt").isNull()).isTrue();

        assertThat(client.tell(id, "resume").statusCode()).isEqualTo(200);
        client.await(
                id,
                status -> status.at("/windows/done").intValue()
                        > paused.at("/windows/done").intValue() + 2);
        client.awaitState(id, "done");
        assertThat(client.stored(STEADY, from, to)).isEqualTo(Stored.of(simulator.truth("steady", from, to)));
        for (String wish : List.of("pause", "resume", "cancel")) {
            assertProblem(client.tell(id, wish), 409, "sync-ended");
        }

        String other = client.create(SyncClient.body(STEADY, today.minusDays(50), today.minusDays(41)));
        client.await(other, status -> status.at("/windows/done").intValue() >= 1);
        assertThat(client.tell(other, "cancel").statusCode()).isEqualTo(200);
        long callsThen = calls("steady");
        await().during(Duration.ofMillis(1500)).until(() -> calls("steady") <= callsThen + 1);
        assertThat(client.tell(other, "cancel").statusCode()).as("once more").isEqualTo(200);
        assertProblem(client.tell(other, "resume"), 409, "sync-ended");
        assertThat(client.status(other).path("state").textValue()).isEqualTo("cancelled");
    }

    @Test
    void aFailingAccountIsToldAndTriedAgainUntilItIsThere() {
        LocalDate from = today.minusDays(12);
        LocalDate to = today.minusDays(11);
        simulator.knobs("faulty", Map.of("failAccounts", List.of(SECOND_ACCOUNT), "errorCode", -10007));
        String id = client.create(SyncClient.body(FAULTY, from, to));

        JsonNode status = client.await(
                id,
                s -> s.at("/windows/failed").intValue() == 2
                        && s.at("/windows/leastAttempts").intValue() > 1);
        assertThat(status.path("state").textValue()).isEqualTo("running");
        assertThat(status.at("/windows/done").intValue()).isEqualTo((ACCOUNTS - 1) * 2);
        assertThat(status.at("/windows/waiting").intValue()).isZero();
        assertThat(status.path("errors")).hasSize(2).allSatisfy(error -> {
            assertThat(error.path("account").textValue()).isEqualTo(SECOND_ACCOUNT);
            assertThat(error.path("error").textValue()).contains("retCode -10007");
            assertThat(Instant.parse(error.path("nextAt").textValue())).isAfter(now);
        });
        assertThat(client.details(id, "state=failed"))
                .extracting(window -> window.path("day").textValue())
                .containsExactly(to.toString(), from.toString());

        simulator.knobs("faulty", Collections.singletonMap("failAccounts", null));
        client.awaitState(id, "done");
        assertThat(client.status(id).path("errors")).isEmpty();
        assertThat(client.stored(FAULTY, from, to)).isEqualTo(Stored.of(simulator.truth("faulty", from, to)));
    }

    @Test
    void whatFailedForACancelledJobIsLeftAlone() {
        LocalDate day = today.minusDays(15);
        simulator.knobs("faulty", Map.of("failAccounts", List.of(SECOND_ACCOUNT)));
        String id = client.create(SyncClient.body(FAULTY, day, day, SECOND_ACCOUNT));
        client.await(id, status -> status.at("/windows/failed").intValue() == 1);
        client.tell(id, "cancel");

        long calls = calls("faulty");
        await("longer than the longest pause after a failure")
                .during(Duration.ofSeconds(4))
                .until(() -> calls("faulty") <= calls + 1);
        assertThat(client.status(id).at("/windows/failed").intValue()).isEqualTo(1);
        simulator.knobs("faulty", Collections.singletonMap("failAccounts", null));
    }

    private long calls(String node) {
        return simulator.requests(node, "GetCdr").count();
    }
}
