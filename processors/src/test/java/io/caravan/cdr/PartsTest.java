package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is too much for one call is asked in parts, and counts only when it is whole. */
class PartsTest {

    private static final int NARROW = 1;
    private static final int HUGE = 2;
    private static final int HOPELESS = 3;

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);

    @Test
    void daysAreHalvedAndAHugeDayIsAskedGatewayByGateway(@TempDir Path home) throws Exception {
        SimulatorConfig config = SimulatorConfig.ofSeed(5)
                .withNodes(
                        new VosNode("narrow", zone, 31, 3),
                        new VosNode("huge", zone, 32, 1),
                        new VosNode("hopeless", zone, 33, 1))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 600, "badRecordShare", 0.01));
        try (VosSimulator simulator = VosSimulator.start(config);
                CdrHub hub = new CdrHub(home)
                        .node("narrow", simulator.baseUrl("narrow"), zone.getId())
                        .node("huge", simulator.baseUrl("huge"), zone.getId(), "timeout: PT1S")
                        .node("hopeless", simulator.baseUrl("hopeless"), zone.getId(), "timeout: PT0.5S")) {
            simulator.knobs("narrow", Map.of("maxRangeDays", 1));
            simulator.knobs("huge", Map.of("latencyPerThousandRecords", 1_900));
            simulator.knobs("hopeless", Map.of("latencyPerThousandRecords", 60_000));
            hub.process.set("caravan.cdr.pull.days-per-call", "2");
            hub.start();

            hub.awaitDone(NARROW, 6);
            assertThat(hub.stored(NARROW)).isEqualTo(truth(simulator, "narrow"));
            assertThat(hub.process.output()).doesNotContain("-10033");

            await("parts of the huge day are stored")
                    .untilAsserted(() -> assertThat(hub.stored(HUGE)).isEqualTo(truth(simulator, "huge")));
            hub.awaitDone(HUGE, 2);
            assertThat(hub.stored(HUGE).records())
                    .as("would time out in one call")
                    .isGreaterThan(600);

            List<JsonNode> failed = await("asked by gateway, in vain")
                    .until(
                            () -> hub.windows(HOPELESS),
                            windows -> windows.size() == 2
                                    && windows.stream()
                                            .allMatch(window ->
                                                    window.get("attempts").intValue() > 2));
            assertThat(failed).allSatisfy(window -> {
                assertThat(window.get("state").textValue()).isEqualTo("failed");
                assertThat(window.get("fault").textValue()).isEqualTo("timeout");
            });
            assertThat(hub.process.output()).contains("3/" + account(failed), "gateway by gateway");
        }
    }

    private static String account(List<JsonNode> windows) {
        return windows.get(0).get("account").textValue();
    }

    private Stored truth(VosSimulator simulator, String node) {
        return Stored.of(simulator.truth(node, today.minusDays(1), today));
    }
}
