package io.caravan.cdr;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.testing.Problems;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks a hub for backfills, as any client does. */
record SyncClient(CdrHub hub) {

    static final String PATH = "/api/v1/cdrs/sync";

    static String body(int node, LocalDate from, LocalDate to, String... accounts) {
        String names = accounts.length == 0 ? "" : ",\"accounts\":[\"" + String.join("\",\"", accounts) + "\"]";
        return "{\"node\":%d,\"from\":\"%s\",\"to\":\"%s\"%s}".formatted(node, from, to, names);
    }

    HttpResponse<String> post(String body) {
        return hub.process.post(PATH, body);
    }

    HttpResponse<String> postWithKey(String key, String body) {
        return hub.process.send(HttpRequest.newBuilder(hub.process.api(PATH))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> tell(String id, String wish) {
        return hub.process.post(PATH + "/" + id + "/" + wish, "");
    }

    /** The id of a job that is made by this request. */
    String create(String body) {
        HttpResponse<String> reply = post(body);
        assertThat(reply.statusCode())
                .as(() -> reply.body() + "\n" + hub.process.warnings())
                .isEqualTo(201);
        String id = idOf(reply);
        assertThat(reply.headers().firstValue("Location")).hasValue(PATH + "/" + id);
        return id;
    }

    static String idOf(HttpResponse<String> reply) {
        return Problems.json(reply.body()).path("id").textValue();
    }

    JsonNode status(String id) {
        return hub.process.getJson(PATH + "/" + id);
    }

    JsonNode await(String id, Predicate<JsonNode> wanted) {
        return Awaitility.await("sync " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> status(id), wanted);
    }

    JsonNode awaitState(String id, String state) {
        return await(id, status -> status.path("state").asText().equals(state));
    }

    List<JsonNode> details(String id, String query) {
        List<JsonNode> details = new ArrayList<>();
        hub.process.getJson(PATH + "/" + id + "?" + query).path("details").forEach(details::add);
        return details;
    }

    /** What a reader of the store sees of a node's days. */
    Stored stored(int node, LocalDate from, LocalDate to) {
        return Stored.of(hub.sql
                .rows("SELECT count() AS records, sum(fee) AS fee, sum(hold_time) AS hold_time FROM cdr_current"
                        + " WHERE node_id = " + node + " AND day BETWEEN '" + from + "' AND '" + to + "'")
                .get(0));
    }
}
