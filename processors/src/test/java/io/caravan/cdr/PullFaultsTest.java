package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One node for each way to fail, all failing at once beside a good one; then all faults end. */
class PullFaultsTest {

    private static final int GOOD = 1;
    private static final int REFUSED = 2;
    private static final int SERVER_ERROR = 3;
    private static final int ONE_ACCOUNT = 4;
    private static final int TRUNCATED = 5;
    private static final int DROPPED = 6;
    private static final int SLOW = 7;
    private static final int EMPTY = 8;
    private static final int CODE_AT_THE_END = 9;
    private static final int NO_CODE = 10;
    private static final int CUT_OFF = 11;
    private static final int STUCK = 12;
    private static final String SECOND_ACCOUNT = "上海迅通2";

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private final String call = "{\"flowNo\":5,\"start\":%d,\"holdTime\":3,\"fee\":0.25}".formatted(now.toEpochMilli());

    @Test
    void aFaultStaysWhereItIsAndIsOverWhenItIsOver(@TempDir Path home) throws Exception {
        int closedPort = FreePorts.one();
        SimulatorConfig config = SimulatorConfig.ofSeed(3)
                .withNodes(Stream.of("good", "refused", "error", "account", "truncated", "dropped", "slow", "stuck")
                        .map(name -> new VosNode(name, zone, 21, 2))
                        .toArray(VosNode[]::new))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 400));
        try (VosSimulator simulator = VosSimulator.start(config);
                ScriptedNode empty = new ScriptedNode("");
                ScriptedNode codeAtTheEnd = new ScriptedNode(
                        "{\"infoCdrs\":[" + call + "],\"exception\":\"Over the limitation\",\"retCode\":-10033}");
                ScriptedNode cutOff =
                        new ScriptedNode("{\"retCode\":0,\"infoCdrs\":[" + call + ",{\"flowNo\":6,\"sta");
                ScriptedNode noCode = new ScriptedNode("{\"infoCdrs\":[" + call + "]}");
                CdrHub hub = new CdrHub(home)
                        .node("good", simulator.baseUrl("good"), zone.getId())
                        .node("refused", "http://127.0.0.1:" + closedPort + "/refused", zone.getId())
                        .node("error", simulator.baseUrl("error"), zone.getId())
                        .node("account", simulator.baseUrl("account"), zone.getId())
                        .node("truncated", simulator.baseUrl("truncated"), zone.getId())
                        .node("dropped", simulator.baseUrl("dropped"), zone.getId())
                        .node("slow", simulator.baseUrl("slow"), zone.getId(), "timeout: PT0.3S")
                        .node("empty", empty.baseUrl(), zone.getId())
                        .node("code-at-the-end", codeAtTheEnd.baseUrl(), zone.getId())
                        .node("no-code", noCode.baseUrl(), zone.getId())
                        .node("cut-off", cutOff.baseUrl(), zone.getId())
                        .node("stuck", simulator.baseUrl("stuck"), zone.getId(), "timeout: PT1H")) {
            simulator.knobs("error", Map.of("httpErrorRate", 1));
            simulator.knobs("account", Map.of("failAccounts", List.of(SECOND_ACCOUNT), "errorCode", -10007));
            simulator.knobs("truncated", Map.of("truncateRate", 1));
            simulator.knobs("dropped", Map.of("dropRate", 1));
            simulator.knobs("slow", Map.of("latencyPerAccount", Map.of(SECOND_ACCOUNT, 2000)));
            simulator.knobs("stuck", Map.of("latencyMs", 3_600_000));
            hub.process.set("caravan.cdr.pull.refresh", "PT1S").set("caravan.cdr.pull.nodes-at-once", "12");
            hub.start();

            List<JsonNode> done = hub.awaitDone(GOOD, 4);
            assertThat(hub.stored(GOOD)).isEqualTo(truth(simulator, "good"));
            await("the good node is refreshed while another one never ends its turn")
                    .until(() -> !pulledAt(hub.windows(GOOD)).equals(pulledAt(done)));
            assertThat(simulator.requests("stuck").concurrent()).isEqualTo(1);
            assertThat(hub.windows(STUCK)).isEmpty();

            awaitError(hub, REFUSED, "*", "Connection refused");
            awaitError(hub, SERVER_ERROR, "*", "500");
            awaitError(hub, ONE_ACCOUNT, SECOND_ACCOUNT, "retCode -10007");
            awaitError(hub, SLOW, SECOND_ACCOUNT, "timed out");
            awaitError(hub, EMPTY, ScriptedNode.ACCOUNT, "the reply is empty");
            awaitError(hub, CODE_AT_THE_END, ScriptedNode.ACCOUNT, "retCode -10033: Over the limitation");
            awaitError(hub, NO_CODE, ScriptedNode.ACCOUNT, "no retCode");
            awaitError(hub, TRUNCATED, "*", "the reply is cut off after byte");
            awaitError(hub, DROPPED, "*", "chunk");
            awaitError(hub, CUT_OFF, ScriptedNode.ACCOUNT, "the reply is cut off after byte");
            assertThat(states(hub, ONE_ACCOUNT))
                    .as("the other account of the node")
                    .containsEntry("80012001 " + today, "done");

            assertThat(hub.process.output())
                    .contains("[4/" + SECOND_ACCOUNT + "/" + today + "] failed: retCode -10007")
                    .contains("Node error does not name its accounts: ");

            healAll(simulator);
            empty.reply("[{\"retCode\":0,\"infoCdrs\":[" + call + "]}]");
            codeAtTheEnd.reply("{\"infoCdrs\":[" + call + "],\"retCode\":0}");
            cutOff.reply("{\"retCode\":0,\"infoCdrs\":[" + call + "]}");
            noCode.reply("{\"retCode\":0,\"infoCdrs\":[]}");
            try (VosSimulator back = VosSimulator.start(config.withPort(closedPort))) {
                Map<Integer, String> names = Map.of(
                        REFUSED, "refused",
                        SERVER_ERROR, "error",
                        ONE_ACCOUNT, "account",
                        TRUNCATED, "truncated",
                        DROPPED, "dropped",
                        SLOW, "slow");
                names.forEach((node, name) -> {
                    await(name + " is stored")
                            .untilAsserted(() -> assertThat(hub.stored(node)).isEqualTo(truth(simulator, name)));
                    await(name + " is told to be done")
                            .until(() -> hub.windows(node).stream().allMatch(CdrHub::isDone));
                    assertThat(hub.windows(node))
                            .allSatisfy(window ->
                                    assertThat(window.get("error").textValue()).isEmpty());
                });
                hub.awaitDone(EMPTY, 2);
                hub.awaitDone(CODE_AT_THE_END, 2);
                hub.awaitDone(NO_CODE, 2);
                hub.awaitDone(CUT_OFF, 2);
                assertThat(back.requests("refused").concurrentMax()).isEqualTo(1);
            }
            assertThat(hub.stored(EMPTY).fee()).isEqualByComparingTo("0.25");
            assertThat(hub.stored(CODE_AT_THE_END).records()).isEqualTo(1);
            for (String name : List.of("good", "error", "account", "truncated", "dropped")) {
                assertThat(simulator.requests(name).concurrentMax()).as(name).isEqualTo(1);
            }
        }
    }

    /** The window is told as failed with this reason, has been tried more than once, and will be again. */
    private static void awaitError(CdrHub hub, int node, String account, String reason) {
        await("node " + node + " fails").untilAsserted(() -> assertThat(hub.windows(node))
                .filteredOn(window -> window.get("account").textValue().equals(account))
                .isNotEmpty()
                .allSatisfy(window -> assertFailed(window, reason)));
    }

    private static void assertFailed(JsonNode window, String reason) {
        assertThat(window.get("state").textValue()).isEqualTo("failed");
        assertThat(window.get("error").textValue()).contains(reason).doesNotContain("\n", "\tat ");
        assertThat(window.get("attempts").intValue()).isGreaterThan(1);
        assertThat(window.get("nextAt").textValue()).isNotEmpty();
    }

    private static void healAll(VosSimulator simulator) {
        for (String name : List.of("error", "account", "truncated", "dropped", "slow")) {
            Map<String, Object> healthy = new HashMap<>();
            for (String knob :
                    List.of("httpErrorRate", "failAccounts", "truncateRate", "dropRate", "latencyPerAccount")) {
                healthy.put(knob, null);
            }
            simulator.knobs(name, healthy);
        }
    }

    private Stored truth(VosSimulator simulator, String node) {
        return Stored.of(simulator.truth(node, today.minusDays(1), today));
    }

    private static List<String> pulledAt(List<JsonNode> windows) {
        return windows.stream().map(w -> w.get("pulledAt").textValue()).toList();
    }

    private static Map<String, String> states(CdrHub hub, int node) {
        return hub.windows(node).stream()
                .collect(Collectors.toMap(
                        w -> w.get("account").textValue() + " " + w.get("day").textValue(),
                        w -> w.get("state").textValue()));
    }
}
