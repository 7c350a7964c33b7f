package io.caravan.analytics;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;

import io.caravan.analytics.AnalyticsTruth.Event;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A hub with events of which the truth is known, keys, and a stand-in for MongoDB of its own. */
final class AnalyticsHub implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    private static final String KEYS = """
            keys:
              - {name: all, tenant: "*", scopes: [ingest, query], sha256: %s}
              - {name: other, tenant: other, scopes: [query], sha256: %s}
              - {name: sender, tenant: acme, scopes: [ingest], sha256: %s}
            """;

    final AnalyticsTruth truth = new AnalyticsTruth(11);
    final EmbeddedServer mongo = TestServers.newMongo(FreePorts.one());
    final BehaviorHub hub = new BehaviorHub();

    AnalyticsHub(Path folder) throws Exception {
        mongo.start();
        mongo.awaitReady(Duration.ofSeconds(60));
        documents();
        Path keys = Files.writeString(
                folder.resolve("api-keys.yaml"),
                KEYS.formatted(sha256("all-key"), sha256("other-key"), sha256("sender-key")));
        hub.process()
                .set("caravan.http.api-keys", keys.toString())
                // Aggregates of events are kept, the events themselves are not.
                .set("caravan.behavior.intake.max-age", "P3650D")
                .set("caravan.behavior.store.batch-rows", "300")
                .set("caravan.mongo.uri", "mongodb://" + mongo.address())
                .set("caravan.mongo.database", "analytics")
                .set("caravan.redis.address", TestServers.redis())
                .start()
                .awaitReady();
        Instant midnight = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        send(truth.happen(2_500, midnight.minus(Duration.ofDays(9)), Instant.now()));
        for (String day : List.of("2025-10-25", "2026-03-28")) {
            Instant from = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
            send(truth.happen(300, from, from.plus(Duration.ofDays(3))));
        }
        await("aggregated").atMost(Duration.ofSeconds(60)).until(hub::done);
    }

    private void documents() {
        try (MongoClient client = MongoClients.create("mongodb://" + mongo.address())) {
            var database = client.getDatabase("analytics");
            for (int i = 0; i < 10; i++) {
                database.getCollection("items")
                        .insertOne(new Document("tenant_id", i < 7 ? "acme" : "other")
                                .append("item_id", "item-" + i)
                                .append("status", i % 3 == 0 ? "inactive" : "active")
                                .append("category", i == 0 ? List.of("books", "toys") : i % 2 == 0 ? "books" : "toys"));
            }
            for (int i = 0; i < 4; i++) {
                database.getCollection("scenarios")
                        .insertOne(new Document("tenant_id", "acme")
                                .append("scenario_id", "scenario-" + i)
                                .append("status", i == 3 ? "draft" : "active"));
            }
        }
    }

    /** Some of them twice: what comes again must change nothing. */
    void send(List<Event> events) {
        for (int i = 0; i < events.size(); i += 500) {
            post(events.subList(i, Math.min(events.size(), i + 500)));
        }
        post(events.subList(0, 100));
    }

    private void post(List<Event> events) {
        HttpResponse<String> reply = hub.process()
                .send(HttpRequest.newBuilder(hub.process().api("/api/v1/behaviors"))
                        .header("Content-Type", "application/json")
                        .header("X-Api-Key", "all-key")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                events.stream().map(Event::json).collect(Collectors.joining(",", "[", "]"))))
                        .build());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        assertThat(Problems.json(reply.body()).path("rejected").intValue()).isZero();
    }

    /** @param query names and values in turns, not encoded */
    HttpResponse<String> get(String key, String endpoint, String... query) {
        StringBuilder path = new StringBuilder(endpoint);
        for (int i = 0; i < query.length; i += 2) {
            if (query[i + 1] != null) {
                path.append(path.indexOf("?") < 0 ? '?' : '&')
                        .append(query[i])
                        .append('=')
                        .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
            }
        }
        return hub.process()
                .send(HttpRequest.newBuilder(hub.process().api(path.toString()))
                        .header("X-Api-Key", key)
                        .build());
    }

    /** What analytics replies for the tenant acme. */
    JsonNode ask(String what, String... query) {
        HttpResponse<String> reply = get("all-key", "/api/v1/analytics/" + what + "?tenant=acme", query);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Problems.json(reply.body());
    }

    private static String sha256(String key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        hub.close();
        mongo.stop();
    }
}
