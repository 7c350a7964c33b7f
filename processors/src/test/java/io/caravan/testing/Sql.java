package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks ClickHouse directly, not through what is being tested. */
public final class Sql {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ClickHouseAddress address;
    private final String database;

    public Sql(ClickHouseAddress address, String database) {
        this.address = address;
        this.database = database;
    }

    /** The answer as TSV without the last line feed. */
    public String ask(String sql) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.url() + "/?database=" + database))
                .header("X-ClickHouse-User", address.username())
                .header("X-ClickHouse-Key", address.password())
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(sql + " failed: " + response.body());
            }
            return response.body().stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("ClickHouse at " + address.url() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(ask(sql));
    }

    /** The lines of the answer; none when it is empty. */
    public List<String> lines(String sql) {
        return ask(sql).lines().toList();
    }

    /** Each row as an object. */
    public List<JsonNode> rows(String sql) {
        return lines(sql + " FORMAT JSONEachRow").stream().map(Sql::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }
}
