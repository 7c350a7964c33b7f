package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Duration;
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

/**
 * Replies that are much larger together than the heap of the hub, which has 256 MB: of two nodes at once, and so many of a node
 * in one turn that nothing of a window may stay behind in memory when it is done.
 */
class LargeReplyTest {

    private static final int DAYS = 6;

    /** Where it is three in the morning: the days before are whole, and today is small. */
    private final ZoneOffset zone = ZoneOffset.ofHours(
            Math.floorMod(15 - Instant.now().atZone(ZoneOffset.UTC).getHour(), 24) - 12);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);

    @Test
    void repliesOf200ThousandRecordsAndOthersOf21ThousandAreStoredWhole(@TempDir Path home) throws Exception {
        try (VosSimulator simulator = VosSimulator.start(SimulatorConfig.ofSeed(19)
                        .withNodes(new VosNode("huge", zone, 1, 0), new VosNode("large", zone, 2, 0))
                        .withKnob("now", now.toString()));
                CdrHub hub = new CdrHub(home)
                        .node("huge", simulator.baseUrl("huge"), zone.getId())
                        .node("large", simulator.baseUrl("large"), zone.getId())) {
            simulator.knobs("huge", Map.of("hugeAccountRecords", 200_000));
            simulator.knobs("large", Map.of("hugeAccountRecords", 21_115));
            hub.process.set("caravan.cdr.pull.days-back", String.valueOf(DAYS - 1));
            hub.start();
            for (String name : new String[] {"huge", "large"}) {
                int node = name.equals("huge") ? 1 : 2;
                await(name).atMost(Duration.ofMinutes(3)).until(() -> {
                    List<JsonNode> windows = hub.windows(node, today.minusDays(DAYS));
                    return !hub.process.running()
                            || windows.size() == DAYS && windows.stream().allMatch(CdrHub::isDone);
                });
                assertThat(hub.process.running()).isTrue();
                assertThat(hub.stored(node))
                        .isEqualTo(Stored.of(simulator.truth(name, today.minusDays(DAYS - 1), today)));
                assertThat(hub.claimed(node)).isEqualTo(hub.stored(node));
            }
            assertThat(hub.stored(1).records()).isGreaterThanOrEqualTo(200_000 * (DAYS - 1));
            assertThat(hub.process.output()).doesNotContain("OutOfMemoryError");
        }
    }
}
