package io.caravan.bench.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** One kind of question: over HTTP to the hub, and the hub's own statement sent to ClickHouse itself. */
final class Question {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String what;
    private final double limitMillis;
    private final List<Double> hub = new ArrayList<>();
    private final List<Double> bare = new ArrayList<>();

    /** @param limitMillis what the project promises for the hub */
    Question(String what, double limitMillis) {
        this.what = what;
        this.limitMillis = limitMillis;
    }

    String what() {
        return what;
    }

    double limitMillis() {
        return limitMillis;
    }

    /** Asks the hub, and gives back its answer. */
    String askHub(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return timed(request, hub);
    }

    /** @param url of ClickHouse with user, database and parameters of the statement */
    String askStore(String url, String statement) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(statement))
                .build();
        return timed(request, bare);
    }

    private String timed(HttpRequest request, List<Double> millis) {
        try {
            long startedAt = System.nanoTime();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            millis.add((System.nanoTime() - startedAt) / 1e6);
            if (response.statusCode() != 200) {
                throw new IllegalStateException(what + " was refused: " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(what + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What was asked so far warmed up and does not count. */
    void forget() {
        hub.clear();
        bare.clear();
    }

    double hubMillis(double share) {
        return percentile(hub, share);
    }

    double bareMillis(double share) {
        return percentile(bare, share);
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}
