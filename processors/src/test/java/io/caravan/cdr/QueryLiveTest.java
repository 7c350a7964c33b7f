package io.caravan.cdr;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.embedded.FreePorts;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** A node asked itself gives its records, one question at a time; what goes wrong there is told as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryLiveTest {

    private static final String LIVE = "/api/v1/cdrs/live";
    private static final String ACCOUNT = "100% VoIP #8";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final LocalDate yesterday = LocalDate.now(SHANGHAI).minusDays(1);
    private VosSimulator simulator;
    private ScriptedNode refusing;
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(3)
                .withKnobs(Map.of("now", Instant.now().toString(), "recordsPerAccountDay", 30)));
        simulator.knobs("berlin", Map.of("latencyMs", 2500));
        refusing = new ScriptedNode("{\"retCode\":-10124,\"exception\":\"Input parameter error\"}");
        hub = new CdrHub(home)
                .node("shanghai", simulator.baseUrl("shanghai"), "Asia/Shanghai")
                .node("slow", simulator.baseUrl("berlin"), "Europe/Berlin")
                .node("refusing", refusing.baseUrl(), "Europe/Berlin")
                .node("absent", "http://127.0.0.1:" + FreePorts.one(), "Europe/Berlin")
                .node("impatient", simulator.baseUrl("berlin"), "Europe/Berlin", "timeout: PT1S")
                .node("off", simulator.baseUrl("berlin"), "Europe/Berlin", "enabled: false");
        hub.process.set("caravan.cdr.pull.schedule", "0 0 0 1 1 ? 2099");
        hub.start();
        hub.process.awaitReady();
    }

    @AfterAll
    void end() {
        hub.close();
        refusing.close();
        simulator.close();
    }

    @Test
    void theNewestRecordsOfTheDayComeAsTheNodeHasThemAndNothingIsStored() {
        List<JsonNode> sent = new ArrayList<>();
        VosAnswers.parsed(new VosAnswers(simulator.baseUrl("shanghai")).reply(ACCOUNT, yesterday))
                .path("infoCdrs")
                .forEach(sent::add);
        sent.sort((a, b) ->
                Long.compare(b.path("start").longValue(), a.path("start").longValue()));
        JsonNode reply = hub.process.getJson(
                QueryHub.path(LIVE, "node", "1", "account", ACCOUNT, "day", yesterday.toString(), "limit", "10"));
        assertThat(reply.path("total").intValue()).isEqualTo(sent.size()).isGreaterThan(10);
        assertThat(reply.path("cdrs")).hasSize(10);
        for (int i = 0; i < 10; i++) {
            JsonNode record = reply.path("cdrs").get(i);
            OffsetDateTime start = OffsetDateTime.parse(record.path("start").textValue());
            assertThat(start.toInstant().toEpochMilli())
                    .isEqualTo(sent.get(i).path("start").longValue());
            assertThat(start.getOffset().getId()).isEqualTo("+08:00");
            assertThat(record.path("fee").decimalValue())
                    .isEqualByComparingTo(sent.get(i).path("fee").decimalValue());
            assertThat(record.path("nodeId").intValue()).isEqualTo(1);
        }
        assertThat(hub.sql.number("SELECT count() FROM cdr")).isZero();
    }

    @Test
    void aNodeThatIsBeingAskedIsNotAskedASecondTime() {
        HttpClient http = HttpClient.newHttpClient();
        long before = simulator.requests("berlin", "GetCdr").count();
        HttpRequest request = HttpRequest.newBuilder(
                        hub.process.api(QueryHub.path(LIVE, "node", "2", "account", ACCOUNT)))
                .build();
        List<CompletableFuture<HttpResponse<String>>> both = List.of(
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString()),
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        List<HttpResponse<String>> answers =
                both.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 503);
        HttpResponse<String> refused =
                answers.stream().filter(a -> a.statusCode() == 503).findFirst().orElseThrow();
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("node-busy");
        assertThat(simulator.requests("berlin", "GetCdr").count()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "node=3&account=8001, 502, node-error, -10124",
        "node=4&account=8001, 502, node-unreachable, absent",
        "node=5&account=8001, 504, node-timeout, silent for 1 s",
        "node=6&account=8001, 404, no-such-node, 6",
        "node=77&account=8001, 404, no-such-node, 77",
        "account=8001, 400, missing-parameter, node",
        "node=1, 400, missing-parameter, account",
        "node=1&account=8001&day=2099-01-01, 400, bad-parameter, day",
        "node=1&account=8001&from=2026-01-01, 400, unknown-parameter, from"
    })
    void whatGoesWrongIsToldAsItIs(String query, int status, String type, String detail) {
        HttpResponse<String> answer = hub.process.get(LIVE + "?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:caravan:problem:" + type, detail);
    }
}
