package io.caravan.query.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.io.FileUtils;

import io.caravan.embedded.FreePorts;
import io.caravan.hub.Hub;
import io.caravan.hub.config.HubProperties;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.Query;
import io.caravan.query.View;
import io.caravan.query.json.ConditionReader;
import io.caravan.query.json.QueryReader;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A hub in this process with the routes of questions about views alone, some views, and clients with keys. */
final class QueryServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Names of keys, and the keys. */
    private static final List<String> CLIENTS = List.of("reader", "other", "shop");

    final ClickHouseQuery sql;
    final URI root;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Hub hub;

    QueryServer(Path home, List<View> views) throws Exception {
        project(home);
        ClickHouseAddress clickHouse = TestServers.clickhouse();
        String database = "query_" + UUID.randomUUID().toString().replace("-", "");
        sql = new ClickHouseQuery(clickHouse, database);
        List<Integer> ports = FreePorts.take(2);
        root = URI.create("http://127.0.0.1:" + ports.get(0));
        hub = new Hub(
                HubProperties.load(
                        home,
                        Map.of(),
                        Map.of(
                                "caravan.embedded", "",
                                "caravan.hub.reload", "false",
                                "caravan.http.port", ports.get(0).toString(),
                                "caravan.management.port", ports.get(1).toString(),
                                "caravan.clickhouse.url", clickHouse.url(),
                                "caravan.clickhouse.username", clickHouse.username(),
                                "caravan.clickhouse.password", clickHouse.password(),
                                "caravan.clickhouse.database", database,
                                "caravan.kafka.brokers", "127.0.0.1:9")),
                Clock.systemUTC());
        hub.main()
                .bind("queryRequests", new QueryRequests(source(views), new QueryReader(new ConditionReader()::read)));
        hub.main().bind("queryStatements", new QueryStatements(QueryServer::plan));
        hub.start();
        await("tables")
                .atMost(Duration.ofSeconds(60))
                .until(() -> hub.beans().monitor().state("clickhouse").up());
    }

    /** The view evil stands for a plan that is no question. */
    private static Plan plan(View view, Query query) {
        return view.name().equals("evil")
                ? new Plan("DROP TABLE calls", Map.of(), List.of(), List.of())
                : new Planner().plan(view, query);
    }

    private static void project(Path home) throws Exception {
        FileUtils.copyDirectory(
                TestServers.home().resolve("sql").toFile(), home.resolve("sql").toFile());
        FileUtils.copyDirectory(
                TestServers.home().resolve("routes/query").toFile(),
                home.resolve("routes/query").toFile());
        for (String route : List.of("errors", "json-reply", "dead-letters/dead-letter")) {
            String file = "routes/hub/" + route + ".camel.yaml";
            FileUtils.copyFile(
                    TestServers.home().resolve(file).toFile(),
                    home.resolve(file).toFile());
        }
        Path config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("kafka-topics.yaml"), "topics: []\n");
        Files.writeString(config.resolve("vos-nodes.yaml"), "nodes: []\n");
        StringBuilder keys = new StringBuilder("keys:\n");
        for (String client : CLIENTS) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(client.getBytes(StandardCharsets.UTF_8));
            keys.append("  - {name: %s, tenant: '%s', scopes: [query], sha256: %s}\n"
                    .formatted(
                            client,
                            client.equals("shop") ? "shop" : "*",
                            HexFormat.of().formatHex(hash)));
        }
        Files.writeString(config.resolve("api-keys.yaml"), keys);
    }

    private static ViewSource source(List<View> views) {
        Map<String, View> byName = views.stream().collect(Collectors.toMap(View::name, view -> view));
        return new ViewSource() {
            @Override
            public Optional<View> view(String name) {
                return Optional.ofNullable(byName.get(name));
            }

            @Override
            public List<String> names() {
                return List.copyOf(byName.keySet());
            }
        };
    }

    /** @param question with apostrophes for quotes */
    HttpRequest.Builder request(String path, String question) {
        return HttpRequest.newBuilder(root.resolve("/api/v1/query" + path))
                .header("Content-Type", "application/json")
                .header("X-Api-Key", CLIENTS.get(0))
                .POST(BodyPublishers.ofString(question.replace('\'', '"')));
    }

    HttpResponse<String> ask(String path, String question) {
        return send(request(path, question), HttpResponse.BodyHandlers.ofString());
    }

    /** A page, or what else is JSON. */
    JsonNode json(String path, String question) {
        return json(ask(path, question), 200);
    }

    /** The problem that is the answer. */
    JsonNode problem(String path, String question, int status) {
        return json(ask(path, question), status);
    }

    static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new IllegalStateException("the hub does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** How many statements of questions run. */
    long running() {
        return sql.number("SELECT count() FROM system.processes WHERE current_database = currentDatabase()"
                + " AND startsWith(query_id, 'caravan-query-')");
    }

    @Override
    public void close() throws Exception {
        hub.close();
        sql.ask("DROP DATABASE IF EXISTS " + sql.ask("SELECT currentDatabase()") + " SYNC");
    }
}
