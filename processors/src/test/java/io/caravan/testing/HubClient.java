package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a hub over HTTP, as its clients and operators do. */
public abstract class HubClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where the API listens. */
    protected abstract String apiPort();

    /** Where health and metrics are. */
    protected abstract String managementPort();

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(api(path)).build());
    }

    /** The answer of {@code /observe/health/…}: live or ready. */
    public HttpResponse<String> health(String which) {
        return send(
                HttpRequest.newBuilder(management("/observe/health/" + which)).build());
    }

    /** The sum of the metrics whose name and labels match; 0 when there is none yet. */
    public double metric(String pattern) {
        return metrics()
                .lines()
                .filter(line -> line.matches(pattern + "(\\{.*)? [-0-9.E]+"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All metrics, as Prometheus reads them. */
    public String metrics() {
        return send(HttpRequest.newBuilder(management("/observe/metrics")).build())
                .body();
    }

    public JsonNode getJson(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON from " + path, e);
        }
    }

    public HttpResponse<String> post(String path, String body) {
        return post(path, "application/json", body);
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(api(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a request made by the caller; see {@link #api}. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public URI api(String path) {
        return URI.create("http://127.0.0.1:" + apiPort() + path);
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort() + path);
    }

    /** The status of the answer; -1 when there is none. */
    protected int status(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
