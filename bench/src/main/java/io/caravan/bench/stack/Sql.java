package io.caravan.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements to ClickHouse over its HTTP interface, without any client in between. */
public final class Sql {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String user;
    private final String password;

    Sql(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    public void run(String statement) {
        send(URI.create(url), BodyPublishers.ofString(statement), BodyHandlers.ofString());
    }

    /** The first row, as text. */
    public List<String> row(String query) {
        String reply = send(URI.create(url), BodyPublishers.ofString(query), BodyHandlers.ofString());
        return List.of(reply.stripTrailing().split("\t"));
    }

    /** The first row, as text, of a statement with {@code {name:Type}} parameters. */
    public List<String> row(String query, Map<String, ?> parameters) {
        String address = parameters.entrySet().stream()
                .map(parameter -> "param_" + parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", url + "/?", ""));
        String reply = send(URI.create(address), BodyPublishers.ofString(query), BodyHandlers.ofString());
        return List.of(reply.stripTrailing().split("\t"));
    }

    /** One value of each row; none may be empty. */
    public List<String> column(String query) {
        String reply = send(URI.create(url), BodyPublishers.ofString(query), BodyHandlers.ofString());
        return reply.lines().toList();
    }

    /** The only value. */
    public long number(String query) {
        return Long.parseLong(row(query).get(0));
    }

    /** The rows by their first column; the other columns are whole numbers. */
    public Map<String, List<Long>> groups(String query) {
        String reply = send(URI.create(url), BodyPublishers.ofString(query), BodyHandlers.ofString());
        Map<String, List<Long>> groups = new HashMap<>();
        reply.lines().forEach(line -> {
            List<String> columns = List.of(line.split("\t"));
            groups.put(
                    columns.get(0), columns.stream().skip(1).map(Long::valueOf).toList());
        });
        return groups;
    }

    /** The only value, or the other one while it cannot be had. */
    public long numberOr(long otherwise, String query) {
        try {
            return number(query);
        } catch (UncheckedIOException | IllegalStateException e) {
            return otherwise;
        }
    }

    /** Writes the result to a file as it comes. */
    public void export(String query, Path file) {
        send(URI.create(url), BodyPublishers.ofString(query), BodyHandlers.ofFile(file));
    }

    /** Inserts a body that is ready in a file. */
    public void insert(String statement, Path file) {
        try {
            URI uri = URI.create(url + "/?query=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
            send(uri, BodyPublishers.ofFile(file), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private <T> T send(URI uri, BodyPublisher body, BodyHandler<T> handler) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .timeout(LIMIT)
                .POST(body)
                .build();
        try {
            HttpResponse<T> response = http.send(request, handler);
            if (response.statusCode() != 200) {
                throw new IllegalStateException("ClickHouse refused: " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("ClickHouse does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
