package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.cdr.statistics.StatisticsTruth;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that a node no longer has are told; when so configured they are hidden, and back when the node has them again. */
class VanishedTest {

    private static final int ACCOUNTS = 2;

    /** It is about noon there, so that today has calls, and no day ends while the test runs. */
    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);

    @Test
    void vanishedRecordsAreToldThenHiddenThenBack(@TempDir Path home) throws Exception {
        try (VosSimulator simulator = VosSimulator.start(SimulatorConfig.ofSeed(17)
                        .withNodes(new VosNode("noon", zone, 5, ACCOUNTS))
                        .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 200)));
                CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            hub.process
                    .set("caravan.cdr.pull.refresh", "PT1S")
                    .set("caravan.cdr.pull.days-back", "0")
                    .set("caravan.cdr.statistics.schedule", "0/1 * * * * ?")
                    .set("caravan.cdr.statistics.pause", "PT0S")
                    .set("caravan.cdr.statistics.confirm", "PT2S");
            var statistics = new StatisticsTruth(hub.sql, Map.of(1, zone));
            hub.start();
            hub.awaitDone(1, ACCOUNTS);
            Stored before = Stored.of(simulator.truth("noon", today, today));
            assertThat(hub.stored(1)).isEqualTo(before);

            simulator.knobs(Map.of("revision", 1, "vanishedShare", 0.1));
            Stored after = Stored.of(simulator.truth("noon", today, today));
            long vanished = before.records() - after.records();
            assertThat(vanished).isPositive();
            JsonNode told = await("vanished records are told")
                    .until(() -> report(hub), r -> r.at("/totals/0/vanished").longValue() == vanished);
            assertThat(told.at("/totals/0/difference/records").longValue()).isEqualTo(vanished);
            assertThat(told.at("/totals/0/difference/fee").decimalValue())
                    .isEqualByComparingTo(before.fee().subtract(after.fee()));
            assertThat(told.at("/totals/0/windows/differs").intValue()).isEqualTo(ACCOUNTS);
            assertThat(told.get("changes").size()).isEqualTo((int) Math.min(vanished, 100));
            assertThat(told.get("changes")).allSatisfy(change -> {
                assertThat(change.get("kind").textValue()).isEqualTo("vanished");
                assertThat(change.get("current").booleanValue()).isTrue();
            });
            assertThat(hub.stored(1)).as("nothing is deleted").isEqualTo(before);

            hub.process.kill();
            hub.process.set("caravan.cdr.vanished", "hide");
            hub.start();
            await("hidden").untilAsserted(() -> assertThat(hub.stored(1)).isEqualTo(after));
            await("statistics without them").untilAsserted(statistics::assertExact);
            await("right again")
                    .until(() -> report(hub).at("/totals/0/windows/equal").intValue() == ACCOUNTS);

            simulator.knobs(Map.of("revision", 0));
            await("back").untilAsserted(() -> assertThat(hub.stored(1)).isEqualTo(before));
            await("statistics with them").untilAsserted(statistics::assertExact);
            assertThat(report(hub).get("changes"))
                    .as("no vanished record is still gone")
                    .allSatisfy(change ->
                            assertThat(change.get("current").asBoolean(false)).isFalse());
        }
    }

    private JsonNode report(CdrHub hub) {
        return VosAnswers.parsed(hub.process
                .get("/api/v1/cdrs/reconciliation?day=" + today)
                .body()
                .getBytes(StandardCharsets.UTF_8));
    }
}
