package io.caravan.hub.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import io.caravan.hub.config.HubProperties;

/** Asks a running hub, and says in a line why it does not serve. */
public final class HubConnection {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String hub;
    private final String adminKey;
    private final Duration patience;

    /** What a hub says about a request it does not serve. */
    private record Refusal(String type, String title, String detail) {}

    private HubConnection(URI hub, String adminKey, Duration patience) {
        this.hub = hub.toString().replaceAll("/+$", "");
        this.adminKey = adminKey;
        this.patience = patience;
    }

    /**
     * To the hub that the option {@code --url} of a command names, or the one that the configuration describes.
     *
     * @param url null when the option is not given
     * @param patience longest wait for an answer
     * @throws ParameterException when the option is no address
     */
    public static HubConnection of(CommandSpec command, URI url, HubProperties properties, Duration patience) {
        if (url != null && (url.getHost() == null || !List.of("http", "https").contains(url.getScheme()))) {
            throw new ParameterException(command.commandLine(), "--url " + url + ": http://host:port is wanted");
        }
        return new HubConnection(
                url != null ? url : address(properties), properties.get("caravan.hub.admin-key"), patience);
    }

    /** That of the API, as seen from the machine it runs on. */
    private static URI address(HubProperties properties) {
        String host = properties.get("caravan.http.host");
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create(
                "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + properties.get("caravan.http.port"));
    }

    /**
     * @return the body of the answer
     * @throws HubAwayException when no hub answers, or it cannot serve now
     * @throws RefusedException when the hub does not serve this request
     */
    public String get(String path) throws IOException {
        return send(request(path).build());
    }

    /** As {@link #get}, with a body in JSON. */
    public String post(String path, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub + path)).timeout(patience);
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
            reason = JSON.readValue(reply.body(), Refusal.class).detail();
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
}
