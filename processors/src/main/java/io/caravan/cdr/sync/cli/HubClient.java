package io.caravan.cdr.sync.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Asks a running hub for backfills. */
final class HubClient {

    private static final String PATH = "/api/v1/cdrs/sync";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String hub;
    private final String adminKey;

    /** What a hub says about a request it does not serve. */
    private record Refusal(String type, String title, String detail) {}

    /** @param adminKey empty for none */
    HubClient(URI hub, String adminKey) {
        this.hub = hub.toString().replaceAll("/+$", "");
        this.adminKey = adminKey;
    }

    /** @param request the fields of the body */
    Job create(Map<String, Object> request) throws IOException {
        return job(post(PATH, json.writeValueAsString(request)));
    }

    /** @param wish pause, resume or cancel */
    Job tell(String id, String wish) throws IOException {
        return job(post(path(id) + "/" + wish, ""));
    }

    Job job(String id) throws IOException {
        return job(request(path(id) + "?limit=1").build());
    }

    List<Job> newest() throws IOException {
        return json.readValue(send(request(PATH).build()), Job.Listing.class).syncs();
    }

    private Job job(HttpRequest request) throws IOException {
        return json.readValue(send(request), Job.class);
    }

    private static String path(String id) {
        return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub + path)).timeout(PATIENCE);
        return adminKey.isEmpty() ? request : request.header("X-Api-Key", adminKey);
    }

    private String send(HttpRequest request) throws IOException {
        HttpResponse<String> reply;
        try {
            reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new HubAwayException(
                    "no hub answers at " + hub + reason(e) + "; start it with ./caravan run, or name it by --url");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (reply.statusCode() >= 300) {
            throw refusal(reply);
        }
        return reply.body();
    }

    private RuntimeException refusal(HttpResponse<String> reply) {
        String reason;
        try {
            reason = json.readValue(reply.body(), Refusal.class).detail();
        } catch (JsonProcessingException e) {
            reason = "this is no hub: " + e.getOriginalMessage();
        }
        String message = hub + " answers " + reply.statusCode() + ": " + reason;
        return reply.statusCode() >= 500
                ? new HubAwayException(message)
                : new RefusedException(message, reply.statusCode() == 400);
    }

    /** A refused connection has no message of its own. */
    private static String reason(IOException failure) {
        return failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
    }

    /** The hub cannot serve now; it may later. */
    static final class HubAwayException extends RuntimeException {
        HubAwayException(String message) {
            super(message);
        }
    }

    /** The hub does not serve this request. */
    static final class RefusedException extends RuntimeException {
        private final boolean senseless;

        RefusedException(String message, boolean senseless) {
            super(message);
            this.senseless = senseless;
        }

        /** Whether the request itself is wrong, not the moment or the caller. */
        boolean senseless() {
            return senseless;
        }
    }
}
