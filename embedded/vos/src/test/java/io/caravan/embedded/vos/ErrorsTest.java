package io.caravan.embedded.vos;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Business errors come with HTTP 200, a negative retCode and a text. */
class ErrorsTest extends SimulatorTest {

    private static final String GET_CDR = "/external/server/GetCdr";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "accounts=80012001",
                "{\"accounts\":[],\"beginTime\":\"20260720\",\"endTime\":\"20260720\"}",
                "{\"accounts\":\"80012001\",\"beginTime\":\"20260720\",\"endTime\":\"20260720\"}",
                "{\"accounts\":[\"80012001\"],\"endTime\":\"20260720\"}",
                "{\"accounts\":[\"80012001\"],\"beginTime\":20260720,\"endTime\":\"20260720\"}",
                "{\"accounts\":[\"80012001\"],\"beginTime\":\"20261320\",\"endTime\":\"20261320\"}",
                "{\"accounts\":[\"80012001\"],\"beginTime\":\"2026-07-20\",\"endTime\":\"2026-07-20\"}",
                "{\"accounts\":[\"80012001\"],\"beginTime\":\"20260721\",\"endTime\":\"20260720\"}",
                "{\"accounts\":[\"80012001\"],\"beginTime\":\"20260720\",\"endTime\":\"20260720\",\"callerE164\":1}"
            })
    void badParametersOfGetCdr(String body) throws Exception {
        HttpResponse<String> response = shanghai.post(GET_CDR, body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"retCode\":-10124,\"exception\":\"Input parameter error\",\"infoCdrs\":[]}");
    }

    @Test
    void rangeOverTheLimit() throws Exception {
        assertThat(retCode(shanghai.ask("GetCdr", VosClient.range("80012001", YESTERDAY, TODAY))))
                .isZero();
        JsonNode refused = shanghai.ask("GetCdr", VosClient.range("80012001", YESTERDAY.minusDays(1), TODAY));
        assertThat(retCode(refused)).isEqualTo(-10033);
        assertThat(refused.get("exception").textValue()).startsWith("Over the limitation of inquiry interval");
        assertThat(refused.get("infoCdrs")).isEmpty();
    }

    @Test
    void accountThatIsNotThere() throws Exception {
        JsonNode refused = shanghai.ask("GetCdr", VosClient.range("nobody", YESTERDAY, YESTERDAY));
        assertThat(retCode(refused)).isEqualTo(-10007);
        assertThat(refused.get("exception").textValue()).isEqualTo("Not found, operation failed.");
        assertThat(retCode(shanghai.ask("GetCustomer", Map.of("accounts", List.of("nobody")))))
                .isEqualTo(-10007);
    }

    @Test
    void missingParameters() throws Exception {
        JsonNode refused = shanghai.ask("GetPhone", Map.of());
        assertThat(retCode(refused)).isEqualTo(-12103);
        assertThat(refused.get("exception").textValue()).isEqualTo("Miss parameters");
        assertThat(refused.has("infoCdrs")).isFalse();
        assertThat(retCode(shanghai.ask("GetReportCustomerFee", Map.of()))).isEqualTo(-12103);
    }

    @Test
    void whatIsNoInterfaceOrNoNodeIsNotFound() throws Exception {
        assertThat(shanghai.post("/external/server/GetTea", "{}").statusCode()).isEqualTo(404);
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        assertThat(root.post("/paris/external/server/GetCdr", "{}").statusCode())
                .isEqualTo(404);
        assertThat(shanghai.get(GET_CDR).statusCode()).isEqualTo(405);
    }

    private static int retCode(JsonNode reply) {
        return reply.get("retCode").intValue();
    }
}
