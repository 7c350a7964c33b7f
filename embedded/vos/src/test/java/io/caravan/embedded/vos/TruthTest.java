package io.caravan.embedded.vos;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.vos.calls.Truth;

import static org.assertj.core.api.Assertions.assertThat;

/** The truth is what a careful client adds up from the replies. */
class TruthTest extends SimulatorTest {

    private static final LocalDate FROM = YESTERDAY.minusDays(1);
    private static final Map<String, Object> EVERYTHING = Map.of(
            "lateShare", 0.05,
            "correctedShare", 0.08,
            "vanishedShare", 0.03,
            "badRecordShare", 0.04,
            "duplicateShare", 0.06);

    @Test
    void ofAnAccountAndOfTheWholeNode() throws Exception {
        for (String account : shanghai.accounts()) {
            assertThat(simulator.truth(SHANGHAI, account, FROM, TODAY))
                    .isEqualTo(addedUp(account).truth());
        }
        Map<String, JsonNode> all = replies();
        assertThat(simulator.truth(SHANGHAI, FROM, TODAY).records()).isEqualTo(all.size());
    }

    @Test
    void atEveryRevisionWithEverythingThatGoesWrong() throws Exception {
        simulator.knobs(EVERYTHING);
        Set<Truth> different = new HashSet<>();
        for (int revision = 0; revision < 4; revision++) {
            simulator.knobs(Map.of("revision", revision));
            for (String account : List.of("80012001", "上海迅通2", "60077004")) {
                Truth truth = simulator.truth(SHANGHAI, account, FROM, TODAY);
                assertThat(addedUp(account).truth()).isEqualTo(truth);
                assertThat(truth.badRecords()).isPositive();
                assertThat(truth.duplicates()).isPositive();
                assertThat(truth.agentFee()).isBetween(BigDecimal.ZERO, truth.fee());
                different.add(truth);
            }
        }
        assertThat(different).as("each revision changes every account").hasSize(4 * 3);
    }

    @Test
    void aRevisionAddsCorrectsAndTakesAwayTheSharesAskedFor() throws Exception {
        simulator.knobs(Map.of("lateShare", 0.05, "correctedShare", 0.10, "vanishedShare", 0.03));
        Map<String, JsonNode> before = replies();
        simulator.knobs(Map.of("revision", 1));
        Map<String, JsonNode> after = replies();
        double regular = before.size();

        long vanished = before.keySet().stream()
                .filter(flowNo -> !after.containsKey(flowNo))
                .count();
        long late = after.keySet().stream()
                .filter(flowNo -> !before.containsKey(flowNo))
                .count();
        List<String> corrected = before.keySet().stream()
                .filter(after::containsKey)
                .filter(flowNo -> !after.get(flowNo).equals(before.get(flowNo)))
                .toList();
        long answered = before.values().stream()
                .filter(cdr -> cdr.get("holdTime").intValue() > 0)
                .count();

        assertThat(vanished / regular).isBetween(0.02, 0.04);
        assertThat(late / regular).isBetween(0.04, 0.06);
        assertThat(corrected.size() / (double) answered).isBetween(0.08, 0.12);
        assertThat(corrected).allSatisfy(flowNo -> {
            assertThat(after.get(flowNo).get("fee"))
                    .isNotEqualTo(before.get(flowNo).get("fee"));
            assertThat(after.get(flowNo).get("start"))
                    .isEqualTo(before.get(flowNo).get("start"));
        });
        assertThat(corrected)
                .as("some in duration, some in fee alone")
                .anyMatch(f -> after.get(f).get("holdTime").equals(before.get(f).get("holdTime")))
                .anyMatch(
                        f -> !after.get(f).get("holdTime").equals(before.get(f).get("holdTime")));
    }

    @Test
    void overHttp() throws Exception {
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        Truth truth = simulator.truth(BERLIN, "80012001", YESTERDAY, YESTERDAY);
        JsonNode shown = VosClient.JSON.readTree(
                root.get("/simulator/truth?node=berlin&account=80012001&from=20260720&to=20260720")
                        .body());
        assertThat(shown.get("records").longValue()).isEqualTo(truth.records());
        assertThat(shown.get("holdTime").longValue()).isEqualTo(truth.holdTime());
        assertThat(shown.get("feeTime").longValue()).isEqualTo(truth.feeTime());
        assertThat(shown.get("answered").longValue()).isEqualTo(truth.answered());
        assertThat(shown.get("fee").textValue()).isEqualTo(truth.fee().toPlainString());
        assertThat(root.get("/simulator/truth?from=20260720&to=20260720").body())
                .as("without node and account: all of the first node")
                .contains("\"records\":"
                        + simulator.truth(SHANGHAI, YESTERDAY, YESTERDAY).records() + ",");
        assertThat(root.get("/simulator/truth?from=yesterday&to=20260720").body())
                .isEqualTo("{\"error\":\"Parameter 'from' must be a day such as 20260720\"}");
        assertThat(root.get("/simulator/truth?node=paris&from=20260720&to=20260720")
                        .statusCode())
                .isEqualTo(400);
    }

    /** All records of the Shanghai node by their flowNo. */
    private Map<String, JsonNode> replies() throws Exception {
        Map<String, JsonNode> all = new HashMap<>();
        for (String account : shanghai.accounts()) {
            all.putAll(addedUp(account).good());
        }
        return all;
    }

    private record Sum(Map<String, JsonNode> good, long bad, long repeated) {

        Truth truth() {
            return new Truth(
                    good.size(),
                    money("fee"),
                    money("agentFee"),
                    time("holdTime"),
                    time("feeTime"),
                    good.values().stream()
                            .filter(c -> c.get("holdTime").intValue() > 0)
                            .count(),
                    bad,
                    repeated);
        }

        private BigDecimal money(String field) {
            return good.values().stream()
                    .map(c -> c.get(field).decimalValue())
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .setScale(6);
        }

        private long time(String field) {
            return good.values().stream()
                    .mapToLong(c -> c.get(field).longValue())
                    .sum();
        }
    }

    private Sum addedUp(String account) throws Exception {
        Map<String, JsonNode> good = new HashMap<>();
        List<JsonNode> bad = new ArrayList<>();
        long repeated = 0;
        simulator.knobs(Map.of("maxRangeDays", 3));
        for (JsonNode cdr : shanghai.cdrs(account, FROM, TODAY)) {
            if (!cdr.path("flowNo").isIntegralNumber()
                    || !cdr.path("start").isIntegralNumber()
                    || !cdr.path("holdTime").isIntegralNumber()
                    || !cdr.path("fee").isNumber()) {
                bad.add(cdr);
            } else {
                JsonNode other = good.put(cdr.get("flowNo").asText(), cdr);
                repeated += other == null ? 0 : 1;
                assertThat(other == null || other.equals(cdr))
                        .as("a repeated record is the same")
                        .isTrue();
            }
        }
        return new Sum(good, bad.size(), repeated);
    }
}
