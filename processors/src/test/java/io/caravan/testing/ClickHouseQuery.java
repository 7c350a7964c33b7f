package io.caravan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks ClickHouse itself, past everything that is being tested. */
public final class ClickHouseQuery {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ClickHouseAddress address;
    private final String database;

    /** @param database where tables are looked for; need not exist before the first question about one */
    public ClickHouseQuery(ClickHouseAddress address, String database) {
        this.address = address;
        this.database = database;
    }

    /** The answer as TSV without the last line feed. */
    public String ask(String sql) {
        return send(sql, new byte[0]).stripTrailing();
    }

    public long number(String sql) {
        return Long.parseLong(ask(sql));
    }

    /** The answer byte for byte, for binary formats. */
    public byte[] bytes(String sql) {
        return request(sql, new byte[0]);
    }

    /** The lines of the answer; none when it is empty. */
    public List<String> lines(String sql) {
        return ask(sql).lines().toList();
    }

    /** The rows of a SELECT, decimals exact. */
    public List<JsonNode> rows(String select) {
        return lines(select + " FORMAT JSONEachRow").stream()
                .map(ClickHouseQuery::parse)
                .toList();
    }

    /** Sends the body of an INSERT. */
    public void insert(String insert, byte[] body) {
        send(insert, body);
    }

    /** @param body an LZ4 frame */
    public void insertLz4(String insert, InputStream body) {
        try {
            request(insert, body.readAllBytes(), "Content-Encoding", "lz4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(String sql, byte[] body) {
        return new String(request(sql, body), StandardCharsets.UTF_8);
    }

    private byte[] request(String sql, byte[] body, String... headers) {
        String parameters = "?output_format_json_quote_decimals=0&query=" + encode(sql)
                + (database.isEmpty() ? "" : "&database=" + encode(database));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.url() + "/" + parameters))
                .header("X-ClickHouse-User", address.username())
                .header("X-ClickHouse-Key", address.password())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        sql + " failed: " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("ClickHouse at " + address.url() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
