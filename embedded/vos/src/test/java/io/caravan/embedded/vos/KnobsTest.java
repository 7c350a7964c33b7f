package io.caravan.embedded.vos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each knob does to a client. Shares of records are in {@link TruthTest}. */
class KnobsTest extends SimulatorTest {

    private static final String ACCOUNT = "80012001";
    private static final String ANOTHER = "上海迅通2";

    @Test
    void latency() throws Exception {
        simulator.knobs(Map.of("latencyMs", 120));
        assertThat(millis(ANOTHER)).isGreaterThanOrEqualTo(120);
        simulator.knobs(Map.of("latencyMs", 0, "latencyPerAccount", Map.of(ACCOUNT, 150)));
        assertThat(millis(ACCOUNT)).isGreaterThanOrEqualTo(150);
        simulator.knobs(Map.of("latencyPerAccount", Map.of(ACCOUNT, 3_600_000)));
        assertThat(shanghai.cdrs(ANOTHER, YESTERDAY, YESTERDAY))
                .as("does not wait for the other account")
                .isNotEmpty();
    }

    @Test
    void theMoreRecordsTheLonger() throws Exception {
        long records = shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY).size();
        simulator.knobs(Map.of("latencyPerThousandRecords", 200_000 / records));
        assertThat(millis(ACCOUNT)).isBetween(200L * 9 / 10, 20_000L);
        simulator.knobs(Map.of("latencyPerThousandRecords", 3_600_000));
        assertThat(shanghai.ask(
                                "GetCdr",
                                Map.of(
                                        "accounts",
                                        List.of(ACCOUNT),
                                        "beginTime",
                                        "20260719",
                                        "endTime",
                                        "20260719",
                                        "callerGateway",
                                        "no such gateway"))
                        .get("infoCdrs"))
                .as("nothing to find takes no time")
                .isEmpty();
    }

    private long millis(String account) throws Exception {
        long begin = System.nanoTime();
        shanghai.cdrs(account, YESTERDAY, YESTERDAY);
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void errorRateHitsTheSameRequestsInEveryInstance() throws Exception {
        simulator.knobs(Map.of("errorRate", 0.3, "errorCode", -10033));
        List<Integer> codes = retCodes(shanghai);
        assertThat(codes).containsOnly(0, -10033);
        assertThat(codes).filteredOn(code -> code != 0).hasSizeBetween(15, 45);
        try (VosSimulator other = VosSimulator.start(config())) {
            other.knobs(Map.of("errorRate", 0.3, "errorCode", -10033));
            assertThat(retCodes(new VosClient(other.baseUrl(SHANGHAI)))).isEqualTo(codes);
        }
    }

    private static List<Integer> retCodes(VosClient client) throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            codes.add(client.ask("GetAllCustomers", Map.of("type", 1))
                    .get("retCode")
                    .intValue());
        }
        return codes;
    }

    @Test
    void failAccounts() throws Exception {
        simulator.knobs(Map.of("failAccounts", List.of(ANOTHER), "errorCode", -42));
        for (int i = 0; i < 3; i++) {
            JsonNode refused = shanghai.ask("GetCdr", VosClient.range(ANOTHER, YESTERDAY, YESTERDAY));
            assertThat(refused).hasToString("{\"retCode\":-42,\"exception\":\"Simulated error -42\",\"infoCdrs\":[]}");
        }
        assertThat(shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY)).isNotEmpty();
    }

    @Test
    void failInterfaces() throws Exception {
        simulator.knobs(Map.of("failInterfaces", List.of("GetCdr"), "errorCode", -42));
        assertThat(shanghai.ask("GetCdr", VosClient.range(ACCOUNT, YESTERDAY, YESTERDAY))
                        .get("retCode")
                        .intValue())
                .isEqualTo(-42);
        assertThat(shanghai.accounts()).isNotEmpty();
    }

    @Test
    void httpErrorRate() throws Exception {
        simulator.knobs(Map.of("httpErrorRate", 1));
        assertThat(shanghai.post("/external/server/GetCdr", "{}").statusCode()).isEqualTo(500);
    }

    @Test
    void dropRateBreaksTheConnectionWithinTheBody() throws Exception {
        simulator.knobs(Map.of("dropRate", 1));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(JsonProcessingException.class);
        }
        try (var body = shanghai.stream("GetCdr", VosClient.range(ACCOUNT, YESTERDAY, YESTERDAY))) {
            assertThat(body.readNBytes(12)).asString().isEqualTo("{\"retCode\":0");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        simulator.knobs(Map.of("dropRate", 0));
        assertThat(shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY)).isNotEmpty();
    }

    @Test
    void truncateRateEndsTheBodyEarly() throws Exception {
        simulator.knobs(Map.of("truncateRate", 1));
        for (String body : List.of("{}", VosClient.JSON.writeValueAsString(VosClient.range(ACCOUNT, TODAY, TODAY)))) {
            HttpResponse<String> response = shanghai.post("/external/server/GetCdr", body);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("{\"retCode\":");
            assertThatThrownBy(() -> VosClient.JSON.readTree(response.body()))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void downOnOneNodeOnly() throws Exception {
        simulator.knobs(BERLIN, Map.of("down", true));
        assertThatThrownBy(() -> berlin.accounts()).isInstanceOf(IOException.class);
        assertThat(shanghai.accounts()).isNotEmpty();
        simulator.knobs(BERLIN, Map.of("down", false));
        assertThat(berlin.accounts()).isNotEmpty();
    }

    @Test
    void arrayWrapped() throws Exception {
        JsonNode plain = shanghai.ask("GetCdr", VosClient.range(ACCOUNT, YESTERDAY, YESTERDAY));
        JsonNode error = shanghai.ask("GetCdr", Map.of());
        simulator.knobs(Map.of("arrayWrapped", true));
        assertThat(shanghai.ask("GetCdr", VosClient.range(ACCOUNT, YESTERDAY, YESTERDAY)))
                .containsExactly(plain);
        assertThat(shanghai.ask("GetCdr", Map.of())).containsExactly(error);
    }

    @Test
    void volume() throws Exception {
        simulator.knobs(SHANGHAI, Map.of("recordsPerAccountDay", 0));
        assertThat(shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY)).isEmpty();
        assertThat(berlin.cdrs(ACCOUNT, YESTERDAY, YESTERDAY)).isNotEmpty();
        simulator.knobs(SHANGHAI, Map.of("recordsPerAccountDay", 1000));
        long week = simulator.truth(SHANGHAI, YESTERDAY.minusDays(6), YESTERDAY).records();
        assertThat(week / (7.0 * 8)).as("mean of 8 accounts in a week").isBetween(700.0, 1300.0);
    }

    @Test
    void maxRangeDays() throws Exception {
        simulator.knobs(Map.of("maxRangeDays", 1));
        assertThat(shanghai.ask("GetCdr", VosClient.range(ACCOUNT, YESTERDAY, TODAY))
                        .get("retCode")
                        .intValue())
                .isEqualTo(-10033);
        simulator.knobs(Map.of("maxRangeDays", 30));
        assertThat(shanghai.cdrs(ACCOUNT, TODAY.minusDays(29), TODAY)).isNotEmpty();
    }

    @Test
    void overHttpForAllOrOneNode() throws Exception {
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        root.post("/simulator/knobs", "{\"latencyMs\":3,\"nodes\":{\"berlin\":{\"latencyMs\":4,\"revision\":2}}}");
        root.post("/simulator/knobs?node=shanghai", "{\"revision\":5}");
        assertThat(simulator.knobs(SHANGHAI).latencyMs()).isEqualTo(3);
        assertThat(simulator.knobs(SHANGHAI).revision()).isEqualTo(5);
        assertThat(simulator.knobs(BERLIN).latencyMs()).isEqualTo(4);
        root.post("/simulator/knobs", "{\"latencyMs\":null,\"nodes\":{\"berlin\":{\"latencyMs\":null}}}");
        JsonNode shown = VosClient.JSON.readTree(root.get("/simulator/knobs").body());
        assertThat(shown.at("/general/latencyMs").intValue()).isZero();
        assertThat(shown.at("/nodes/berlin/latencyMs").intValue()).isZero();
        assertThat(shown.at("/nodes/berlin/revision").intValue()).isEqualTo(2);
    }

    @Test
    void aWrongChangeIsRefusedWholeAndSaysWhy() throws Exception {
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        HttpResponse<String> refused = root.post("/simulator/knobs", "{\"latencyMs\":77,\"errorRate\":7}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"error\":\"Knob errorRate must be between 0 and 1, not 7\"}");
        assertThat(simulator.knobs(SHANGHAI).latencyMs()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.knobs(Map.of("latency", 1)))
                .withMessageStartingWith("Unknown knob 'latency'; there are [now, maxRangeDays, latencyMs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.knobs("paris", Map.of()))
                .withMessage("Unknown node 'paris'; there are [shanghai, berlin]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.knobs(Map.of("now", "noon")))
                .withMessage("Knob now must be an instant such as 2026-07-20T08:00:00Z, not 'noon'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.knobs(Map.of("revision", 1.5)))
                .withMessageStartingWith("Knob revision: ");
    }
}
