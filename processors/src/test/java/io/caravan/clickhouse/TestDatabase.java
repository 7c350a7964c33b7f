package io.caravan.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.TestServers;

/** A database of one test class's own; asked directly, not through what is being tested. */
final class TestDatabase implements AutoCloseable {

    private final ClickHouseAddress address = TestServers.clickhouse();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

    TestDatabase() {
        ask("CREATE DATABASE " + name + " ENGINE = Atomic");
    }

    String name() {
        return name;
    }

    ClickHouseAddress address() {
        return address;
    }

    /** Creates or empties the table. */
    void table(String table, String columnsAndEngine) {
        ask("CREATE OR REPLACE TABLE " + name + "." + table + " " + columnsAndEngine);
    }

    long count(String table) {
        return Long.parseLong(ask("SELECT count() FROM " + name + "." + table));
    }

    /** The answer as TSV without the last line feed. */
    String ask(String sql) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.url()))
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
            throw new IllegalStateException("ClickHouse at " + address.url() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ask("DROP DATABASE " + name + " SYNC");
    }
}
