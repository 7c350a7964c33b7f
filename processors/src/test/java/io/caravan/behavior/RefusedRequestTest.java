package io.caravan.behavior;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.testing.BehaviorHub;

import static io.caravan.testing.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client is told when a request as a whole is wrong. */
class RefusedRequestTest {

    private static final String PATH = "/api/v1/behaviors";
    private static final String EVENT = """
            {"tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click"}""";

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

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"tenant_id\":", "[{}", "{} x", "{}{}", "{'a':1}", "{\"a\":01}", "nope", "{\"events\":[}"})
    void refusesMalformedJson(String body) {
        assertProblem(post(body), 400, "malformed-json");
    }

    @Test
    void refusesDeepNestingAndBrokenUtf8() {
        assertProblem(post("[".repeat(100_000)), 400, "malformed-json");
        byte[] broken = EVENT.replace("\"u\"", "\"\u00ff\"").getBytes(ISO_8859_1);
        assertProblem(
                hub.process()
                        .send(HttpRequest.newBuilder(hub.process().api(PATH))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(broken))
                                .build()),
                400,
                "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "42", "\"text\"", "[]", "{\"events\":[]}", "{\"events\":5}"})
    void refusesABodyWithoutEvents(String body) {
        assertProblem(post(body), 400, "no-event");
    }

    @Test
    void refusesARequestWithoutABody() {
        assertProblem(
                hub.process()
                        .send(HttpRequest.newBuilder(hub.process().api(PATH))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.noBody())
                                .build()),
                400,
                "no-event");
    }

    @Test
    void refusesTooMuchAtOnce() {
        String many = "[" + "{},".repeat(1000) + "{}]";
        JsonNode problem = assertProblem(post(many), 413, "too-many-events");
        assertThat(problem.path("detail").textValue()).contains("1000");

        String twoMegabytes = "[\"" + "x".repeat(2_000_000) + "\"]";
        assertProblem(post(twoMegabytes), 413, "too-large");
        assertProblem(
                hub.process()
                        .send(HttpRequest.newBuilder(hub.process().api(PATH))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(10))
                                // Of unknown length: sent in chunks.
                                .POST(BodyPublishers.ofByteArrays(List.of(twoMegabytes.getBytes(UTF_8))))
                                .build()),
                413,
                "too-large");
    }

    @Test
    void rejectsAnEventThatIsTooLarge() {
        String large = EVENT.replace("}", ",\"extra_data\":\"" + "x".repeat(1_048_300) + "\"}");
        assertThat(large).hasSizeLessThan(1_048_576);

        JsonNode problem = assertProblem(post(large), 422, "no-event-accepted");
        assertThat(problem.path("events").findValuesAsText("reason")).containsExactly("too_large");
        assertThat(problem.path("events").get(0).path("detail").textValue()).contains("65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void refusesOtherMediaTypes(String type) {
        assertProblem(hub.process().post(PATH, type, EVENT), 415, "unsupported-media-type");
    }

    @Test
    void refusesUnknownEndpointsAndMethods() {
        assertProblem(hub.process().get("/api/v1/behaviours"), 404, "no-such-endpoint");
        assertProblem(hub.process().get("/"), 404, "no-such-endpoint");
        assertProblem(hub.process().post("/api/v1/behaviors/batch", EVENT), 404, "no-such-endpoint");
        assertProblem(hub.process().get(PATH), 405, "method-not-allowed");
    }

    private static HttpResponse<String> post(String body) {
        return hub.process().post(PATH, body);
    }
}
