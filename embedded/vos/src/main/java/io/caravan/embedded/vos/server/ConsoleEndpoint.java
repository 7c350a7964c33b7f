package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import io.caravan.embedded.vos.calls.Truth;

/** {@code /simulator/…}: the console over HTTP, in JSON. */
final class ConsoleEndpoint {

    private final Console console;
    private final String firstNode;

    ConsoleEndpoint(Console console, String firstNode) {
        this.console = console;
        this.firstNode = firstNode;
    }

    void handle(HttpExchange exchange, String path) throws IOException {
        try {
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET knobs" -> send(exchange, 200, console.shownKnobs());
                case "POST knobs" -> {
                    console.knobs(
                            Query.of(exchange).text("node").orElse(null),
                            Json.MAPPER.readTree(exchange.getRequestBody()));
                    send(exchange, 200, console.shownKnobs());
                }
                case "GET requests" -> send(exchange, 200, Map.of("nodes", console.shownRequests()));
                case "DELETE requests" -> {
                    console.resetRequests();
                    exchange.sendResponseHeaders(204, -1);
                }
                case "GET truth" -> send(exchange, 200, truth(Query.of(exchange)));
                default -> send(exchange, 404, Map.of("error", "Nothing here; GET / says what there is"));
            }
        } catch (IllegalArgumentException e) {
            send(exchange, 400, Map.of("error", e.getMessage()));
        } catch (JsonProcessingException e) {
            send(
                    exchange,
                    400,
                    Map.of(
                            "error",
                            "The body is no JSON, see column " + e.getLocation().getColumnNr()));
        }
    }

    private ObjectNode truth(Query query) {
        Truth truth = console.truth(
                query.text("node").orElse(firstNode),
                query.text("account").orElse(null),
                query.day("from"),
                query.day("to"));
        ObjectNode json = Json.MAPPER.valueToTree(truth);
        return json.put("fee", truth.fee().toPlainString())
                .put("agentFee", truth.agentFee().toPlainString());
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(json);
        }
    }
}
