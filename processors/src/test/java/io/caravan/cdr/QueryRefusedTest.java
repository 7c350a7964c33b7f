package io.caravan.cdr;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Questions that make no sense are answered with a problem that names the parameter and says what would be right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryRefusedTest {

    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) {
        hub = new CdrHub(home).node("still", "http://127.0.0.1:9", "Asia/Shanghai", "enabled: false");
        hub.start();
        hub.process.awaitReady();
    }

    @AfterAll
    void end() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "node=one, node, whole number",
        "node=0, node, whole number",
        "node=-1, node, whole number",
        "node=1.0, node, whole number",
        "node=99999999999, node, whole number",
        "node=1&from=20261119, from, 2026-11-20",
        "node=1&from=2026-11-31, from, 2026-11-20",
        "node=1&from=1026-11-20, from, 2026-11-20",
        "node=1&to=9999-12-31, to, 2026-11-20",
        "node=1&to=2026-11-20T25:00:00, to, 2026-11-20",
        "node=1&from=2026-11-20&to=2026-11-19, to, after from",
        "from=2026-11-20T08:00:00Z&to=2026-11-20T08:00:00Z, to, after from",
        "from=2025-01-01&to=2026-06-01, to, 366 days",
        "zone=Mars/Base, zone, Asia/Shanghai",
        "limit=0, limit, from 1 to 1000",
        "limit=1001, limit, from 1 to 1000",
        "limit=ten, limit, from 1 to 1000",
        "limit=10&limit=20, limit, one value",
        "endReason=busy, endReason, whole number",
        "minFee=1e3, minFee, six decimals",
        "minFee=0.1234567, minFee, six decimals",
        "maxFee=NaN, maxFee, six decimals",
        "fee=negative, fee, positive",
        "answered=yes, answered, true or false",
        "total=1, total, true or false",
        "sort=account, sort, 'start, fee'",
        "sort=--start, sort, 'start, fee'",
        "fields=callerIp, fields, callerip",
        "caller=%00abc, caller, control",
        "caller=%0Aabc, caller, control"
    })
    void theProblemNamesTheParameterAndWhatWouldBeRight(String query, String parameter, String wanted) {
        JsonNode problem = refused(query);
        assertThat(problem.path("parameter").textValue()).isEqualTo(parameter);
        assertThat(problem.path("detail").textValue()).contains(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "nodes=1, unknown-parameter, did you mean node?",
        "form=2026-11-20, unknown-parameter, did you mean from?",
        "calleGateway=x, unknown-parameter, did you mean calleeGateway?",
        "page=2, unknown-parameter, page is no parameter",
        "caller=123, fragment-too-short, at least 4 characters",
        "number=138&from=2026-01-01&to=2026-03-01, fragment-too-short, at most 31 days",
        "cursor=abc, bad-cursor, not one that a reply gave",
        "cursor=%25%25, bad-cursor, not one that a reply gave"
    })
    void theProblemsTypeTellsProgramsWhatIsWrong(String query, String type, String detail) {
        JsonNode problem = refused(query);
        assertThat(problem.path("type").textValue()).isEqualTo("urn:caravan:problem:" + type);
        assertThat(problem.path("detail").textValue()).contains(detail);
    }

    @Test
    void aCursorBelongsToItsQuestion() throws IOException {
        hub.sql.ask(
                "INSERT INTO cdr (node_id, day, flow_no, start_time, run_id, version) SELECT 1, '2026-03-01', number,"
                        + " toDateTime64('2026-03-01 03:00:00', 3, 'UTC'), generateUUIDv4(), 1 FROM numbers(5)");
        String question = "node=1&from=2026-03-01&to=2026-03-01&limit=2";
        String next =
                hub.process.getJson("/api/v1/cdrs?" + question).path("next").textValue();
        assertThat(hub.process
                        .getJson("/api/v1/cdrs?" + question + "&cursor=" + next)
                        .path("count")
                        .intValue())
                .isEqualTo(2);
        for (String other : new String[] {"&answered=true", "&sort=start", "&zone=UTC"}) {
            assertThat(refused(question + other + "&cursor=" + next)
                            .path("type")
                            .textValue())
                    .isEqualTo("urn:caravan:problem:bad-cursor");
        }
        String text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
        for (String tampered : new String[] {
            text.replaceFirst("2026-03-01 03", "2026-03-01 99"),
            text.replaceFirst("\"after\":\\[", "\"after\":[\"x\","),
            text.replaceFirst("\"1\"", "\"-1\""),
            text.replaceFirst("\"1\"", "null"),
            text.replaceFirst("\"asOf\":", "\"asOf\":9999999")
        }) {
            assertThat(tampered).isNotEqualTo(text);
            String cursor = Base64.getUrlEncoder().encodeToString(tampered.getBytes(StandardCharsets.UTF_8));
            assertThat(refused(question + "&cursor=" + cursor).path("type").textValue())
                    .isEqualTo("urn:caravan:problem:bad-cursor");
        }
    }

    private JsonNode refused(String query) {
        HttpResponse<String> response = hub.process.get("/api/v1/cdrs?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        try {
            return VosAnswers.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }
}
