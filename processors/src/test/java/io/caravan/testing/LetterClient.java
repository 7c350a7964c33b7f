package io.caravan.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks a hub about dead letters, as an operator does. */
public record LetterClient(HubProcess hub) {

    public static final String PATH = "/api/v1/hub/dead-letters";

    /** All letters that fit the query, page by page. */
    public List<JsonNode> all(String query, int limit) {
        List<JsonNode> letters = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = hub.getJson(PATH + "?limit=" + limit + "&cursor=" + cursor + "&" + query);
            page.path("letters").forEach(letters::add);
            cursor = page.path("next").asText("");
            assertThat(page.path("letters").size()).as(page.toString()).isLessThanOrEqualTo(limit);
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return letters;
    }

    public List<JsonNode> await(String query, Predicate<List<JsonNode>> wanted) {
        return Awaitility.await("letters of " + query)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> all(query, 1000), wanted);
    }

    public JsonNode one(String id) {
        return hub.getJson(PATH + "/" + id);
    }

    /** @param wish resend or discard */
    public JsonNode tell(String wish, String body) {
        var reply = hub.post(PATH + "/" + wish, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Problems.json(reply.body());
    }

    /** How many letters came to which end. */
    public static Map<String, Integer> outcomes(JsonNode reply) {
        Map<String, Integer> outcomes = new TreeMap<>();
        reply.path("outcomes")
                .fields()
                .forEachRemaining(
                        end -> outcomes.put(end.getKey(), end.getValue().intValue()));
        return outcomes;
    }
}
