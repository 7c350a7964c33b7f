package io.caravan.bench.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.bench.stack.Wait;

/** The hub's HTTP API for migrations, as an operator's script uses it. */
final class MigrationApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** A question now and then: the hub is measured, not its answers, which would take processor time of the statements. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    MigrationApi(int port) {
        address = "http://127.0.0.1:" + port + "/api/v1/migrations";
    }

    /** Waits until the hub answers for ClickHouse: a database without tables cannot be planned, which it knows from there. */
    void awaitReady(Duration limit) {
        Wait.until("an answer of the hub about migrations", limit, () -> {
            try {
                HttpResponse<String> reply = send("/plan", "{\"mode\":\"full\",\"database\":\"default\"}");
                return reply.statusCode() == 200 || reply.body().contains("or it holds no table");
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    /** What a migration would do. */
    JsonNode plan(String body) {
        return accepted(send("/plan", body));
    }

    /** Asks for a migration and gives its id. */
    String begin(String body) {
        return accepted(send("", body)).path("id").asText();
    }

    /** How far it is, with that many of its partitions. */
    JsonNode status(String id, int partitions) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/" + id + "?limit=" + partitions))
                .build();
        return accepted(send(request));
    }

    void wish(String id, String wish) {
        accepted(send("/" + id + "/" + wish, ""));
    }

    /**
     * When it was done, by the hub's clock, which is this one's.
     *
     * @throws IllegalStateException when it ends in another way
     */
    Instant awaitDone(String id) {
        var done = new AtomicReference<Instant>();
        Wait.until("the end of the migration " + id, LIMIT, INTERVAL, () -> {
            JsonNode status = status(id, 1);
            return switch (status.path("state").asText()) {
                case "done" -> {
                    done.set(Instant.parse(status.path("changedAt").asText()));
                    yield true;
                }
                case "failed", "partial", "cancelled", "paused" ->
                    throw new IllegalStateException("the migration is not done: " + status);
                default -> false;
            };
        });
        return done.get();
    }

    private HttpResponse<String> send(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode accepted(HttpResponse<String> reply) {
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(reply.uri() + " answers " + reply.statusCode() + ": " + reply.body());
        }
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(reply.uri() + " answers no JSON", e);
        }
    }
}
