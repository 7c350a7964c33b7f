package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What nodes themselves count is asked for settled days in one call for many accounts, and compared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeTotalsTest {

    private static final int ACCOUNTS = 3;
    private static final int SILENT = 2;

    /** It is about noon there, so that no day ends while the test runs. */
    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate yesterday = LocalDate.ofInstant(now, zone).minusDays(1);
    private VosSimulator simulator;
    private ScriptedNode silent;
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(5)
                .withNodes(new VosNode("noon", zone, 5, ACCOUNTS))
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 20)));
        silent = new ScriptedNode("{\"retCode\":0,\"infoCdrs\":[]}");
        hub = new CdrHub(home)
                .node("noon", simulator.baseUrl("noon"), zone.getId())
                .node("silent", silent.baseUrl(), zone.getId());
        hub.process.set("caravan.cdr.pull.refresh", "PT1H").set("caravan.cdr.node-totals.every", "PT1S");
        hub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
        silent.close();
        simulator.close();
    }

    @Test
    void theNodesOwnCountIsAskedOnceForADayAndIsEqualToTheLastCent() {
        JsonNode report = await("yesterday is right")
                .atMost(Duration.ofSeconds(60))
                .until(() -> report(1), r -> r.at("/totals/0/ofNode/equal").intValue() == ACCOUNTS);

        Truth truth = simulator.truth("noon", yesterday, yesterday);
        assertThat(report.get("right").booleanValue()).isTrue();
        assertThat(report.at("/totals/0/ofNode/records").longValue()).isEqualTo(truth.records());
        assertThat(report.at("/totals/0/ofNode/fee").decimalValue()).isEqualByComparingTo(truth.fee());
        assertThat(report.at("/totals/0/store/fee").decimalValue()).isEqualByComparingTo(truth.fee());
        assertThat(report.get("windows")).allSatisfy(window -> assertThat(window.at("/ofNode/billedTime"))
                .isEqualTo(window.at("/ofNode/storedBilledTime")));

        long asked = requests();
        assertThat(asked).as("all accounts in one call").isEqualTo(1);
        hub.sql.ask("INSERT INTO cdr_ledger SELECT * REPLACE (now64(3) AS pulled_at, version + 1 AS version)"
                + " FROM cdr_ledger FINAL WHERE node_id = 1 AND day = '" + yesterday + "' AND account != '*' LIMIT 1");
        await("asked again, for the window that was pulled again")
                .untilAsserted(() -> assertThat(requests()).isEqualTo(2));
    }

    @Test
    void aNodeThatDoesNotTellIsRecordedAsSuchAndNotAskedAgainThatDay() {
        JsonNode window = await("written down")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> report(SILENT).at("/windows/0"),
                        w -> w.at("/ofNode/verdict").asText().equals("not answered"));

        assertThat(window.get("verdict").textValue()).isEqualTo("equal");
        assertThat(window.at("/ofNode/reason").textValue()).contains("404");
        assertThat(hub.process.output()).contains("Node silent does not tell its own totals: HTTP operation failed");
        assertThat(report(SILENT).get("right").booleanValue()).isTrue();
        assertThat(hub.sql.ask("SELECT count() FROM cdr_node_totals WHERE node_id = 2"))
                .isEqualTo("1");
    }

    private long requests() {
        return simulator.requests("noon", "GetReportCustomerFee").count();
    }

    private JsonNode report(int node) {
        return VosAnswers.parsed(hub.process
                .get("/api/v1/cdrs/reconciliation?day=" + yesterday + "&node=" + node)
                .body()
                .getBytes(StandardCharsets.UTF_8));
    }
}
