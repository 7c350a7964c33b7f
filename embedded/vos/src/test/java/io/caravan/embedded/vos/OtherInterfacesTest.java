package io.caravan.embedded.vos;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.vos.calls.Truth;

import static org.assertj.core.api.Assertions.assertThat;

/** The interfaces beside GetCdr, and the page for people. */
class OtherInterfacesTest extends SimulatorTest {

    @Test
    void customersWithAndWithoutMoney() throws Exception {
        JsonNode names = shanghai.ask("GetAllCustomers", Map.of("type", 0)).get("infoCustomerBriefs");
        assertThat(names)
                .hasSize(8)
                .allMatch(brief -> brief.size() == 1 && brief.get("account").isTextual());
        JsonNode briefs = shanghai.ask("GetAllCustomers", Map.of("type", 1)).get("infoCustomerBriefs");
        assertThat(briefs)
                .hasSize(8)
                .allMatch(brief -> brief.size() == 3
                        && brief.get("money").isNumber()
                        && brief.get("limitMoney").isNumber());
        JsonNode one = shanghai.ask("GetCustomer", Map.of("accounts", List.of("60077004")))
                .get("infoCustomers");
        assertThat(one).singleElement().matches(c -> c.get("name").textValue().equals("O'Neil & Söhne"));
    }

    @Test
    void theHugeAccountIsACustomerWhileItHasRecords() throws Exception {
        assertThat(shanghai.accounts()).doesNotContain("wholesale-huge");
        simulator.knobs(SHANGHAI, Map.of("hugeAccountRecords", 10));
        assertThat(shanghai.accounts()).hasSize(9).contains("wholesale-huge");
        assertThat(berlin.accounts()).doesNotContain("wholesale-huge");
    }

    @Test
    void feeReportPerDayAgreesWithTheRecords() throws Exception {
        simulator.knobs(Map.of("badRecordShare", 0.1, "duplicateShare", 0.1));
        JsonNode rows = report(1, YESTERDAY.minusDays(2), YESTERDAY);
        assertThat(rows).hasSize(3);
        for (int i = 0; i < 3; i++) {
            LocalDate day = YESTERDAY.minusDays(2 - i);
            agrees(rows.get(i), simulator.truth(SHANGHAI, "60077004", day, day));
        }
        assertThat(rows.get(2).get("beginTime").longValue())
                .isEqualTo(Instant.parse("2026-07-19T16:00:00Z").toEpochMilli());
        assertThat(rows.get(2).get("endTime").longValue())
                .isEqualTo(Instant.parse("2026-07-20T16:00:00Z").toEpochMilli());
    }

    @Test
    void feeReportPerMonthAgreesWithTheRecords() throws Exception {
        JsonNode rows = report(-2, LocalDate.of(2026, 6, 1), TODAY);
        assertThat(rows).hasSize(2);
        agrees(rows.get(0), simulator.truth(SHANGHAI, "60077004", LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30)));
        agrees(rows.get(1), simulator.truth(SHANGHAI, "60077004", LocalDate.of(2026, 7, 1), TODAY));
    }

    private JsonNode report(int period, LocalDate from, LocalDate to) throws Exception {
        Map<String, Object> parameters = VosClient.range("60077004", from, to);
        parameters.put("period", period);
        return shanghai.ask("GetReportCustomerFee", parameters).get("infoReportCustomerFees");
    }

    private static void agrees(JsonNode row, Truth truth) {
        assertThat(truth.records()).isPositive();
        assertThat(row.get("account").textValue()).isEqualTo("60077004");
        assertThat(row.get("accountName").textValue()).isEqualTo("O'Neil & Söhne");
        assertThat(row.get("cdrCount").longValue()).isEqualTo(truth.records());
        assertThat(row.get("totalFee").decimalValue()).isEqualByComparingTo(truth.fee());
        assertThat(row.get("totalTime").longValue()).isEqualTo(truth.feeTime());
        assertThat(row.get("totalSuiteFee").decimalValue()).isPositive();
        assertThat(row.get("totalSuiteFeeTime").longValue()).isPositive();
        List<String> categories = List.of("net", "local", "domestic", "international");
        assertThat(categories.stream()
                        .map(c -> row.get(c + "Fee").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(truth.fee());
        assertThat(categories.stream()
                        .mapToLong(c -> row.get(c + "Time").longValue())
                        .sum())
                .isEqualTo(truth.feeTime());
        assertThat(categories.stream()
                        .mapToLong(c -> row.get(c + "Count").longValue())
                        .sum())
                .isEqualTo(truth.records());
    }

    @Test
    void gatewaysByName() throws Exception {
        JsonNode one = shanghai.ask("GetGatewayRouting", Map.of("names", List.of("落地-移动A")));
        assertThat(one.get("infoGatewayRoutings"))
                .singleElement()
                .matches(g -> g.get("name").textValue().equals("落地-移动A"));
        JsonNode mappings = shanghai.ask("GetGatewayMapping", Map.of()).get("infoGatewayMappings");
        assertThat(StreamSupport.stream(mappings.spliterator(), false)
                        .map(g -> g.get("account").textValue())
                        .distinct())
                .containsExactlyElementsOf(shanghai.accounts());
    }

    @Test
    void theInterfaceListIsEmptyAndPhonesAreNone() throws Exception {
        HttpResponse<String> list = shanghai.post("/external/server/GetInterfaceList", "");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).isEmpty();
        assertThat(shanghai.ask("GetPhone", Map.of("e164s", List.of("1"))))
                .hasToString("{\"retCode\":0,\"infoPhones\":[]}");
    }

    @Test
    void thePageSaysWhatThisIs() throws Exception {
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        assertThat(root.get("/").body())
                .contains("VOS3000 simulator", "/shanghai", "/berlin", "GetCdr", "/simulator/truth");
        assertThat(root.get("/favicon.ico").statusCode()).isEqualTo(404);
        assertThat(root.get("/simulator/nothing").statusCode()).isEqualTo(404);
    }
}
