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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.statistics.StatisticsTruth;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Statistics of what is pulled: right after late, corrected, vanished and repeated records, and left alone otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulledStatisticsTest {

    private static final int ACCOUNTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Days whose statistics may be computed once more. */
    private static final String UNSETTLED = """
            SELECT countIf(computed < snowflakeIDToDateTime64(marks.version) + INTERVAL 1 SECOND)
            FROM (SELECT * FROM cdr_touched FINAL) AS marks
            LEFT JOIN (SELECT node_id, day, min(computed_at) AS computed FROM cdr_statistics_day GROUP BY node_id, day) AS s
            USING (node_id, day)""";

    private static final String PARTS = "SELECT table, name, hash_of_all_files FROM system.parts WHERE active"
            + " AND database = currentDatabase() AND table LIKE 'cdr\\_statistics\\_%' ORDER BY table, name";

    /** It is about noon there, half an hour apart, so that no day ends while the test runs. */
    private final List<ZoneOffset> zones = List.of(offset(12 * 60), offset(10 * 60 + 30));

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private VosSimulator simulator;
    private CdrHub hub;
    private StatisticsTruth truth;

    private static ZoneOffset offset(int minutesOfDay) {
        int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofTotalSeconds((minutesOfDay - hour * 60) * 60);
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(29)
                .withNodes(
                        new VosNode("noon", zones.get(0), 3, ACCOUNTS),
                        new VosNode("morning", zones.get(1), 4, ACCOUNTS))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 150, "duplicateShare", 0.05)));
        hub = new CdrHub(home)
                .node("noon", simulator.baseUrl("noon"), zones.get(0).getId())
                .node("morning", simulator.baseUrl("morning"), zones.get(1).getId());
        hub.process
                .set("caravan.cdr.pull.refresh", "PT1S")
                .set("caravan.cdr.statistics.schedule", "0/1 * * * * ?")
                .set("caravan.cdr.statistics.pause", "PT0S")
                .set("caravan.cdr.statistics.confirm", "PT1S");
        hub.start();
        truth = new StatisticsTruth(hub.sql, Map.of(1, zones.get(0), 2, zones.get(1)));
    }

    @AfterAll
    void end() {
        hub.close();
        simulator.close();
    }

    @Test
    void theyFollowTheRecordsAndARepullWithoutNewsLeavesThemAsTheyAre() {
        hub.awaitDone(1, ACCOUNTS * 2);
        hub.awaitDone(2, ACCOUNTS * 2);
        for (int revision = 1; revision <= 2; revision++) {
            long before = lately("noon").records();
            simulator.knobs(
                    Map.of("revision", revision, "lateShare", 0.2, "correctedShare", 0.2, "vanishedShare", 0.05));
            assertThat(lately("noon").records()).isNotEqualTo(before);
            awaitPulledAgain();
        }
        await("statistics").atMost(PATIENCE).until(() -> hub.sql.number(UNSETTLED) == 0);
        truth.assertExact();
        assertThat(hub.sql.number("SELECT sum(calls) FROM cdr_days")).isPositive();

        String parts = hub.sql.ask(PARTS);
        awaitPulledAgain();
        awaitPulledAgain();
        assertThat(hub.sql.ask(PARTS)).isEqualTo(parts);
    }

    private Truth lately(String node) {
        LocalDate today = LocalDate.ofInstant(now, zones.get(0));
        return simulator.truth(node, today.minusDays(1), today);
    }

    /** Every window of today has been pulled by a turn that began after this call. */
    private void awaitPulledAgain() {
        Instant asked = Instant.now();
        for (int node = 1; node <= 2; node++) {
            String today = LocalDate.ofInstant(now, zones.get(node - 1)).toString();
            int id = node;
            await("windows of node " + node).atMost(PATIENCE).until(() -> hub.windows(id).stream()
                    .filter(window -> window.get("day").textValue().equals(today))
                    .allMatch(
                            window -> CdrHub.isDone(window) && pulledAt(window).isAfter(asked)));
        }
    }

    private static Instant pulledAt(JsonNode window) {
        return Instant.parse(window.get("pulledAt").textValue());
    }
}
