package io.caravan.behavior;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.Problems;

import static io.caravan.testing.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** POST /api/v1/behaviors as clients see it. */
class IntakeTest {

    private static final String PATH = "/api/v1/behaviors";

    private static BehaviorHub hub;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        hub.process().start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void takesOneEventAnArrayAndAnEnvelope() {
        List<String> ids = Stream.generate(IntakeTest::newId).limit(4).toList();

        JsonNode one = accepted(event(ids.get(0)));
        JsonNode array = accepted("[" + event(ids.get(1)) + " , " + event(ids.get(2)) + "]");
        JsonNode envelope = accepted("{\"sent_by\":\"web\",\"events\":[" + event(ids.get(3)) + "]}");

        assertThat(one.toString())
                .isEqualTo(
                        "{\"accepted\":1,\"rejected\":0,\"events\":[{\"index\":0,\"status\":\"accepted\",\"event_id\":\"%s\"}]}"
                                .formatted(ids.get(0)));
        assertThat(array.path("accepted").intValue()).isEqualTo(2);
        assertThat(array.path("events").findValuesAsText("event_id")).containsExactly(ids.get(1), ids.get(2));
        assertThat(envelope.path("accepted").intValue()).isEqualTo(1);
        awaitStored(ids);
    }

    @Test
    void understandsTheCamelCaseNamesOfTrackers() {
        String id = newId();
        accepted("""
                {"eventId":"%s","tenantId":"t","scenarioId":"s","userId":"u","itemId":"i","action":"VIEW",
                 "watchDuration":2.5,"context":{"deviceType":"tv","userAgent":"agent"},"extraData":{"a":[1]}}""".formatted(id));

        awaitStored(List.of(id));
        assertThat(hub.sql()
                        .ask("SELECT action_type, watch_duration, device_type, user_agent, extra_data"
                                + " FROM user_behaviors_current WHERE event_id = '" + id + "'"))
                .isEqualTo("view\t2.5\ttv\tagent\t{\"a\":[1]}");
    }

    @Test
    void decidesOnEachEventAndKeepsWhatItRejects() {
        String good = newId();
        String odd = "{\"tenant_id\" : \"t\",  \"price\": 1.50e+2, \"mark\":\"" + good + "\"}";
        HttpResponse<String> reply = post(
                "[%s, 5, null, %s, %s]".formatted(event(good), event(newId()).replace("\"click\"", "\"clck\""), odd));

        assertThat(reply.statusCode()).isEqualTo(202);
        JsonNode decided = Problems.json(reply.body());
        assertThat(decided.path("accepted").intValue()).isEqualTo(1);
        assertThat(decided.path("rejected").intValue()).isEqualTo(4);
        assertThat(decided.path("events").findValuesAsText("index")).containsExactly("0", "1", "2", "3", "4");
        assertThat(decided.path("events").findValuesAsText("status"))
                .containsExactly("accepted", "rejected", "rejected", "rejected", "rejected");
        assertThat(decided.path("events").findValuesAsText("reason"))
                .containsExactly("bad_field", "bad_field", "unknown_action", "bad_field");
        assertThat(decided.path("events").get(3).path("detail").textValue())
                .isEqualTo("unknown action_type; did you mean click?");

        awaitStored(List.of(good));
        assertThat(hub.deadLetters().records())
                .filteredOn(letter -> new String(letter.value(), UTF_8).equals(odd))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(KafkaTopic.header(letter, "caravan-reason")).isEqualTo("bad_field: unknown field price");
                    assertThat(KafkaTopic.header(letter, "caravan-source")).isEqualTo("http");
                });
    }

    @Test
    void refusesARequestWithoutAnyGoodEvent() {
        JsonNode problem = assertProblem(post("[{\"tenant_id\":\"t\"},{}]"), 422, "no-event-accepted");

        assertThat(problem.path("events").findValuesAsText("reason"))
                .containsExactly("missing_scenario", "missing_tenant");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "colour":1                              | bad_field     | unknown field colour
                    "positon":1                             | bad_field     | unknown field positon; did you mean position?
                    "context":{"osx":"x"}                   | bad_field     | unknown field context.osx; did you mean os?
                    "position":"third"                      | bad_field     | position is of the wrong type
                    "position":1.5                          | bad_field     | position is of the wrong type
                    "position":-1                           | bad_field     | position is -1; 0 or more is wanted
                    "duration":"NaN"                        | bad_field     | duration is NaN; 0 or more is wanted
                    "watch_duration":1e999                  | bad_field     | watch_duration is Infinity; 0 or more is wanted
                    "completion_rate":1.01                  | bad_field     | completion_rate is 1.01; 0 to 1 is wanted
                    "context":"mobile"                      | bad_field     | context is of the wrong type
                    "context":{"os":{}}                     | bad_field     | context.os is of the wrong type
                    "timestamp":0                           | bad_timestamp | timestamp: epoch milliseconds are wanted
                    "timestamp":"yesterday"                 | bad_timestamp | timestamp: epoch milliseconds are wanted
                    "timestamp":1732104000                  | too_old       | timestamp is older than PT2160H
                    "timestamp":4102444800000               | in_future     | timestamp is more than PT5M ahead
                    "timestamp":99999999999999999999999     | bad_timestamp | timestamp: epoch milliseconds are wanted
                    """)
    void saysWhatIsWrongWithAnEvent(String field, String reason, String detail) {
        JsonNode problem =
                assertProblem(post(event(newId()).replace("}", "," + field + "}")), 422, "no-event-accepted");

        assertThat(problem.path("events").get(0).path("reason").textValue()).isEqualTo(reason);
        assertThat(problem.path("events").get(0).path("detail").textValue()).isEqualTo(detail);
    }

    @Test
    void takesEventsUpToTheLimitsOfTime() {
        Instant now = Instant.now();
        String oldest = timed(now.minus(Duration.ofDays(90)).plusSeconds(60));
        String newest = timed(now.plus(Duration.ofMinutes(5)).minusSeconds(60));

        assertThat(accepted("[" + oldest + "," + newest + "]").path("accepted").intValue())
                .isEqualTo(2);
        assertThat(post("[" + timed(now.minus(Duration.ofDays(90)).minusSeconds(60)) + ","
                                + timed(now.plus(Duration.ofMinutes(6))) + "]")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void derivesTheSameIdForTheSameEventOnly() {
        String event = """
                {"tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click","timestamp":%d}""".formatted(Instant.now().toEpochMilli());
        String first = onlyId(event);

        assertThat(first).matches("evt_[0-9a-f]{24}");
        assertThat(onlyId(event.replace("\"click\"", "\" CLICK \""))).isEqualTo(first);
        for (String field : List.of("t", "s", "u", "i")) {
            assertThat(onlyId(event.replace("\"" + field + "\"", "\"other\""))).isNotEqualTo(first);
        }
        assertThat(onlyId(event.replace("\"click\"", "\"view\""))).isNotEqualTo(first);
    }

    @Test
    void countsAlikeEventsOfOneRequestWhoseTimeIsNotKnown() {
        String impression = """
                {"tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"impression"}""";

        assertThat(accepted("[" + impression + "," + impression + "]")
                        .path("events")
                        .findValuesAsText("event_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesJsonWithACharset() {
        assertThat(hub.process()
                        .post(PATH, "application/json; charset=utf-8", event(newId()))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void neitherRepliesNorRecordsCarryTheHeadersOfTheRequest() {
        String good = newId();
        String bad = "{\"bad\":\"" + good + "\"}";
        HttpResponse<String> reply = hub.process()
                .send(HttpRequest.newBuilder(hub.process().api(PATH + "?mark=query-value"))
                        .header("Content-Type", "application/json")
                        .header("X-Mark", "header-value")
                        .header("Authorization", "Bearer token-value")
                        .POST(BodyPublishers.ofString("[" + event(good) + "," + bad + "]"))
                        .build());

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().map().keySet()).containsOnly("content-type", "content-length");
        assertThat(recordOf(hub.events(), good).headers()).isEmpty();
        assertThat(recordOf(hub.deadLetters(), good).headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        "caravan-reason",
                        "caravan-code",
                        "caravan-source",
                        "caravan-stream",
                        "caravan-letter",
                        "caravan-facts");
        assertThat(recordOf(hub.deadLetters(), good).headers())
                .noneMatch(header -> new String(header.value(), UTF_8).contains("-value"));
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(KafkaTopic topic, String mark) {
        return topic.records().stream()
                .filter(record -> new String(record.value(), UTF_8).contains(mark))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> post(String body) {
        return hub.process().post(PATH, body);
    }

    private static JsonNode accepted(String body) {
        HttpResponse<String> reply = post(body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return Problems.json(reply.body());
    }

    private static String onlyId(String event) {
        return accepted(event).path("events").get(0).path("event_id").textValue();
    }

    private static String newId() {
        return "id-" + UUID.randomUUID();
    }

    private static String event(String id) {
        return """
                {"event_id":"%s","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click"}""".formatted(id);
    }

    private static String timed(Instant when) {
        return event(newId()).replace("}", ",\"timestamp\":" + when.toEpochMilli() + "}");
    }

    private static void awaitStored(List<String> ids) {
        String wanted = "'" + String.join("','", ids) + "'";
        await("events stored").atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                        hub.sql()
                                .number("SELECT count() FROM user_behaviors_current WHERE event_id IN (" + wanted
                                        + ")"))
                .isEqualTo(ids.size()));
    }
}
