package io.caravan.behavior;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.Problems;

import static io.caravan.testing.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The forms in which clients send events, beside JSON. */
class IntakeFormsTest {

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
    void takesAnEventALine() {
        List<String> ids = Stream.generate(IntakeFormsTest::newId).limit(2).toList();
        byte[] broken = "{\"tenant_id\":\"\u00ff\"".getBytes(ISO_8859_1);
        byte[] body = join(
                (event(ids.get(0)) + "\r\n\n").getBytes(UTF_8),
                broken,
                ("\n[]\n" + event(newId()) + " {}\n" + event(ids.get(1))).getBytes(UTF_8));

        JsonNode reply = accepted(send(PATH, "application/x-ndjson", null, body));

        assertThat(reply.path("events").findValuesAsText("status"))
                .containsExactly("accepted", "rejected", "rejected", "rejected", "accepted");
        assertThat(reply.path("events").findValuesAsText("reason"))
                .containsExactly("malformed_json", "bad_field", "malformed_json");
        assertThat(values(hub.events())).anyMatch(v -> v.contains(ids.get(0))).anyMatch(v -> v.contains(ids.get(1)));
        assertThat(hub.deadLetters().records())
                .extracting(ConsumerRecord::value)
                .contains(broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "{\"events\":[%s]}", "%s\n%s\n"})
    void takesBeacons(String form) {
        String event = event(newId());
        HttpResponse<String> reply =
                hub.process().post(PATH, "text/plain;charset=UTF-8", form.formatted(event, event(newId())));

        assertThat(accepted(reply).path("rejected").intValue()).isZero();
    }

    @Test
    void takesGzip() {
        String id = newId();

        accepted(send(PATH, "application/json", "gzip", gzip(event(id).getBytes(UTF_8))));

        assertThat(values(hub.events())).anyMatch(value -> value.contains(id));
    }

    @Test
    void refusesWhatItCannotUnpack() {
        byte[] whole = gzip(event(newId()).getBytes(UTF_8));

        assertProblem(send(PATH, "application/json", "gzip", "{}".getBytes(UTF_8)), 400, "bad-encoding");
        assertProblem(
                send(PATH, "application/json", "gzip", java.util.Arrays.copyOf(whole, whole.length - 6)),
                400,
                "bad-encoding");
        assertProblem(send(PATH, "application/json", "br", whole), 415, "unsupported-encoding");
        byte[] bomb = gzip(("[" + " ".repeat(50_000_000) + "]").getBytes(UTF_8));
        assertThat(bomb).hasSizeLessThan(100_000);
        assertProblem(send(PATH, "application/json", "gzip", bomb), 413, "too-large");
    }

    @Test
    void keepsAnEventThatWouldNotFitIntoADeadLetterInPart() {
        String mark = newId();
        String event = "{\"extra_data\":\"" + mark + "x".repeat(2_000_000) + "\"}";

        JsonNode problem = assertProblem(
                send(PATH, "application/json", "gzip", gzip(event.getBytes(UTF_8))), 422, "no-event-accepted");

        assertThat(problem.path("events").findValuesAsText("reason")).containsExactly("too_large");
        assertThat(hub.deadLetters().records())
                .filteredOn(letter -> new String(letter.value(), UTF_8).contains(mark))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).hasSize(900_000);
                    assertThat(KafkaTopic.header(letter, "caravan-reason")).contains("too_large", "first 900000 bytes");
                });
    }

    @Test
    void answersAsAnOlderCollectorDid() {
        String id = newId();
        assertThat(hub.process().post(PATH + "/track", event(id)).body())
                .isEqualTo("{\"success\":true,\"event_id\":\"%s\",\"message\":\"Event tracked\"}".formatted(id));

        HttpResponse<String> batch = hub.process()
                .post(PATH + "/track/batch", "{\"events\":[%s,{\"tenant_id\":\"t\"}]}".formatted(event(newId())));
        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(batch.body())
                .isEqualTo("{\"success\":false,\"total\":2,\"succeeded\":1,\"failed\":1,"
                        + "\"errors\":[\"Event 1: missing_scenario: scenario_id is missing\"]}");
        assertProblem(hub.process().post(PATH + "/track", "{}"), 422, "no-event-accepted");
    }

    @Test
    void validatesWithoutKeepingAnything() {
        String id = newId();
        String bad = newId();

        HttpResponse<String> one = hub.process().post(PATH + "/validate", event(id));
        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(Problems.json(one.body()).path("message").textValue())
                .isEqualTo("Validation passed (not sent to Kafka)");
        JsonNode mixed = Problems.json(hub.process()
                .post(PATH + "/validate", "[%s,{\"%s\":1}]".formatted(event(id), bad))
                .body());
        assertThat(mixed.path("success").booleanValue()).isFalse();
        assertThat(mixed.path("rejected").intValue()).isEqualTo(1);
        assertThat(mixed.path("events").get(1).path("reason").textValue()).isEqualTo("bad_field");

        assertThat(values(hub.events())).noneMatch(value -> value.contains(id));
        assertThat(values(hub.deadLetters())).noneMatch(value -> value.contains(bad));
    }

    @Test
    void takesAnEventInTheAddressOfAnImage() {
        String id = newId();
        HttpResponse<String> reply = hub.process()
                .get(PATH + "/pixel.gif?eventId=" + id + "&tenantId=t&scenarioId=s&userId=u&itemId=i&action=view"
                        + "&position=3&os=iOS&extraData=%7B%22k%22:1.50%7D&_=123");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(reply.body()).startsWith("GIF89a");
        assertThat(values(hub.events()))
                .filteredOn(value -> value.contains(id))
                .singleElement()
                .asString()
                .contains("\"position\":3", "\"context\":{\"os\":\"iOS\"}", "\"extra_data\":{\"k\":1.50}");

        JsonNode problem = assertProblem(hub.process().get(PATH + "/pixel.gif?tenant_id=t"), 422, "no-event-accepted");
        assertThat(problem.path("events").findValuesAsText("reason")).containsExactly("missing_scenario");
    }

    private static List<String> values(KafkaTopic topic) {
        return topic.records().stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static HttpResponse<String> send(String path, String type, String encoding, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.process().api(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return hub.process().send(request.build());
    }

    private static JsonNode accepted(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return Problems.json(reply.body());
    }

    private static byte[] gzip(byte[] body) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String newId() {
        return "id-" + UUID.randomUUID();
    }

    private static String event(String id) {
        return """
                {"event_id":"%s","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click"}""".formatted(id);
    }
}
