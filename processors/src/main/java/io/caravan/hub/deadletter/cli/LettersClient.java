package io.caravan.hub.deadletter.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.client.HubConnection;

/** Asks a running hub about dead letters; see {@code docs/http-api.md} for what it answers. */
final class LettersClient {

    private static final String PATH = "/api/v1/hub/dead-letters";

    private final ObjectMapper json = new ObjectMapper();
    private final HubConnection hub;

    LettersClient(HubConnection hub) {
        this.hub = hub;
    }

    /** @param query each parameter with an ampersand behind it */
    JsonNode page(String query, int limit, String cursor) throws IOException {
        return json.readTree(hub.get(PATH + "?" + query + "limit=" + limit + "&cursor=" + cursor));
    }

    JsonNode counts(String query) throws IOException {
        return json.readTree(hub.get(PATH + "/counts?" + query));
    }

    JsonNode one(String id) throws IOException {
        return json.readTree(hub.get(PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
    }

    /** @param wish resend or discard */
    JsonNode tell(String wish, Map<String, Object> request) throws IOException {
        return json.readTree(hub.post(PATH + "/" + wish, json.writeValueAsString(request)));
    }
}
