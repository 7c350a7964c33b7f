package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.AlertRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The report over a store and a ledger that the test writes itself, so that every kind of damage can be had. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationTest {

    /** Five days ago and around, so that nothing depends on when a day ends. */
    private final LocalDate day =
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(5);

    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) {
        hub = new CdrHub(home)
                .node("east", "http://127.0.0.1:9", "Asia/Shanghai")
                .node("west", "http://127.0.0.1:9", "America/New_York");
        hub.process
                .set("caravan.cdr.pull.schedule", "0 0 0 1 1 ? 2099")
                .set("caravan.cdr.reconciliation.schedule", "0/1 * * * * ?");
        hub.start().process.awaitReady();
        new DamagedStore(hub.sql, day).fill();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void aDayThatIsRightSaysSoInOneWordAndToTheLastMillionth() {
        JsonNode report = report("day=" + day.minusDays(1) + "&node=1&account=exact");

        assertThat(report.get("right").booleanValue()).isTrue();
        JsonNode totals = only(report.get("totals"));
        assertThat(totals.get("why")).isEmpty();
        assertThat(totals.at("/store/fee").decimalValue()).isEqualByComparingTo("2.500010");
        assertThat(totals.at("/source/fee").decimalValue()).isEqualByComparingTo("2.500010");
        assertThat(totals.at("/difference/fee").decimalValue()).isEqualByComparingTo("0");
        assertThat(totals.at("/ofNode/equal").intValue()).isEqualTo(1);
        assertThat(only(report.get("windows")).get("verdict").textValue()).isEqualTo("equal");
    }

    @Test
    void damageOfAMillionthAfterThePullShows() {
        JsonNode window = window("damaged");

        assertThat(window.get("verdict").textValue()).isEqualTo("differs");
        assertThat(window.at("/difference/fee").decimalValue()).isEqualByComparingTo("0.000001");
        assertThat(window.at("/difference/records").intValue()).isZero();
        assertThat(window.at("/why/0").textValue())
                .isEqualTo("as many records as the node replied, but not the same ones");
    }

    @Test
    void vanishedRecordsAreToldAndWhichOfThemAreStillGone() {
        JsonNode window = window("vanishing");
        JsonNode changes = report("day=" + day + "&account=vanishing").get("changes");

        assertThat(window.get("verdict").textValue()).isEqualTo("differs");
        assertThat(window.get("vanished").intValue()).isEqualTo(2);
        assertThat(window.at("/difference/records").intValue()).isEqualTo(2);
        assertThat(window.at("/difference/fee").decimalValue()).isEqualByComparingTo("0.500002");
        assertThat(window.at("/why/0").textValue()).isEqualTo("2 vanished records, still stored");
        assertThat(changes).hasSize(3).allSatisfy(c -> assertThat(c.get("kind").textValue())
                .isEqualTo("vanished"));
        assertThat(changes).extracting(c -> c.get("current").booleanValue()).containsExactly(true, true, false);
    }

    @Test
    void recordsThatAFileReplacedDiffer() {
        JsonNode window = only(report("day=" + day.plusDays(1) + "&node=3").get("windows"));

        assertThat(window.get("verdict").textValue()).isEqualTo("differs");
        assertThat(window.at("/difference/fee").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void changesComePageByPageNewestFirstAndEachOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/api/v1/cdrs/reconciliation/changes?limit=1&kind=vanished&day=" + day + cursor);
            assertThat(page.get("changes")).hasSize(1);
            seen.add(page.at("/changes/0/flowNo").asText());
            cursor = page.get("cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("cursor").textValue();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
        assertThat(seen.get(2)).endsWith("3");
    }

    @Test
    void aNodeThatCountsOtherwiseThanItRepliesShows() {
        JsonNode window = window("billed");

        assertThat(window.get("verdict").textValue()).isEqualTo("differs");
        assertThat(window.at("/difference/records").intValue()).isZero();
        assertThat(window.at("/ofNode/verdict").textValue()).isEqualTo("differs");
        assertThat(window.at("/why/0").textValue())
                .isEqualTo("the node itself counts 10 records and a fee of 2.510010");
        assertThat(window("exact").at("/ofNode/verdict").textValue()).isEqualTo("equal");
        assertThat(window("damaged").at("/ofNode/verdict").textValue()).isEqualTo("not asked");
    }

    @Test
    void whatWasNotPulledIsThereTooAsFarAsItCanBeKnown() {
        assertThat(window("gap").get("verdict").textValue()).isEqualTo("not pulled");
        assertThat(window("gap").get("source").isNull()).isTrue();
        assertThat(window("broken").get("verdict").textValue()).isEqualTo("failed");
        assertThat(window("broken").at("/why/0").textValue()).isEqualTo("the last pull failed: no answer");
        assertThat(window("younger").get("verdict").textValue()).isEqualTo("pulling");
        assertThat(report("from=" + day.plusDays(1) + "&to=" + day.plusDays(3) + "&node=2")
                        .get("windows"))
                .as("the node was pulled until that day, and not since")
                .hasSize(3)
                .allSatisfy(w -> assertThat(w.get("verdict").textValue()).isEqualTo("not pulled"));
        assertThat(report("from=" + day.minusDays(9) + "&to=" + day.minusDays(2))
                        .get("windows"))
                .as("before the first pull nothing is known")
                .isEmpty();
    }

    @Test
    void totalsTellHowManyWindowsHaveWhichVerdictAndOnlyDifferencesAreListedWhenAsked() {
        JsonNode report = report("day=" + day + "&only=differences");

        assertThat(report.get("right").booleanValue()).isFalse();
        JsonNode east = report.at("/totals/0");
        assertThat(east.get("windows").toString())
                .isEqualTo("{\"equal\":1,\"differs\":3,\"not pulled\":1,\"pulling\":1,\"failed\":1}");
        assertThat(texts(east.get("why")))
                .contains("3 windows: differs", "1 window: not pulled", "1 window: pulling", "1 window: failed");
        assertThat(report.at("/totals/1/right").booleanValue()).isTrue();
        assertThat(report.get("windows"))
                .extracting(w -> w.get("account").textValue())
                .containsExactly("billed", "broken", "damaged", "gap", "vanishing", "younger");
    }

    @Test
    void windowsComePageByPage() {
        String question = "from=" + day.minusDays(1) + "&to=" + day + "&limit=2";
        List<String> seen = new ArrayList<>();
        JsonNode page = report(question);
        while (true) {
            page.get("windows")
                    .forEach(w -> seen.add(w.get("day").textValue()
                            + w.get("nodeId")
                            + w.get("account").textValue()));
            if (page.get("cursor").isNull()) {
                break;
            }
            page = report(question + "&cursor=" + page.get("cursor").textValue());
        }
        assertThat(seen).hasSize(8 + 7).doesNotHaveDuplicates();
        assertThat(seen.get(0)).startsWith(day.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "day=yesterday,day: a day such as 2026-11-20 is wanted.",
        "only=all,only: differences is wanted.",
        "cursor=abc,cursor: what an earlier reply gave is wanted.",
        "from=2026-01-01&to=2026-02-01,'to must not be before from, and at most 31 days are answered at once.'",
        "limit=1001,limit: a whole number from 1 to 1000 is wanted."
    })
    void aQuestionThatCannotBeUnderstoodIsRefused(String question, String detail) {
        var reply = hub.process.get("/api/v1/cdrs/reconciliation?" + question);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains(detail);
    }

    @Test
    void gaugesShowTheVerdictsAndAlertRulesNameThem() throws Exception {
        await("damaged, vanishing, and billed on three days")
                .untilAsserted(() -> assertThat(gauge("windows", "node=\"1\",verdict=\"differs\""))
                        .contains("5.0"));
        assertThat(gauge("windows", "node=\"1\",verdict=\"failed\"")).contains("1.0");
        assertThat(gauge("windows", "node=\"1\",verdict=\"not_pulled\"")).isPresent();
        assertThat(gauge("vanished_records", "node=\"1\"")).contains("2.0");
        assertThat(gauge("difference_records", "node=\"1\"")).contains("2.0");
        double lag = Double.parseDouble(gauge("lag_seconds", "node=\"1\"").orElseThrow());
        assertThat(lag).isBetween(3.5 * 86_400, 5.5 * 86_400);

        AlertRules.assertReady("caravan-cdr-reconciliation", hub.process.metrics());
    }

    private JsonNode window(String account) {
        return only(report("day=" + day + "&node=1&account=" + account).get("windows"));
    }

    private JsonNode report(String question) {
        return json("/api/v1/cdrs/reconciliation?" + question);
    }

    /** With every digit of a number. */
    private JsonNode json(String path) {
        return VosAnswers.parsed(hub.process.get(path).body().getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> gauge(String name, String labels) {
        return hub.process
                .metrics()
                .lines()
                .filter(line -> line.startsWith("caravan_cdr_reconciliation_" + name + "{"))
                .filter(line -> line.contains(labels))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst();
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
