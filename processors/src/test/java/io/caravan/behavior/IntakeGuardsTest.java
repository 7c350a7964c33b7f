package io.caravan.behavior;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;

import static io.caravan.testing.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may send events and how many, and what is hidden of them. */
class IntakeGuardsTest {

    private static final String PATH = "/api/v1/behaviors";
    private static final String SITE = "https://shop.example";

    /** Of which the words "shop-key", "all-key" and "reader-key" are the keys. */
    private static final String KEYS = """
            keys:
              - {name: shop, tenant: shop, scopes: [ingest], sha256: %s}
              - {name: all, tenant: "*", scopes: [ingest, query], sha256: %s}
              - {name: reader, tenant: shop, scopes: [query], sha256: %s}
            """;

    @TempDir
    private static Path folder;

    private static BehaviorHub hub;

    @BeforeAll
    static void start() throws IOException {
        Path keys = Files.writeString(
                folder.resolve("api-keys.yaml"),
                KEYS.formatted(sha256("shop-key"), sha256("all-key"), sha256("reader-key")));
        hub = new BehaviorHub();
        hub.process()
                .set("caravan.http.api-keys", keys.toString())
                .set("caravan.http.cors-origins", SITE + ",https://other.example")
                .set("caravan.behavior.intake.rate", "1")
                .set("caravan.behavior.intake.burst", "20")
                .set("caravan.behavior.intake.required", "context.device_type")
                .set("caravan.behavior.intake.in-flight-bytes", "200000")
                .set("caravan.behavior.privacy.truncate-ip", "true")
                .set("caravan.behavior.privacy.hash-users", "true")
                .set("caravan.behavior.privacy.secret", "a secret")
                .set("caravan.behavior.privacy.drop", "context.location,experiment_id");
        hub.process().start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void asksForAKeyThatMaySendEvents() {
        assertProblem(hub.process().post(PATH, event("shop", newId())), 401, "api-key");
        assertProblem(post(PATH, "X-Api-Key", "other-key", event("shop", newId())), 401, "api-key");
        assertProblem(post(PATH, "Authorization", "Basic shop-key", event("shop", newId())), 401, "api-key");
        assertProblem(post(PATH, "X-Api-Key", "reader-key", event("shop", newId())), 403, "api-key-scope");
        assertProblem(hub.process().post(PATH + "/validate", "{}"), 401, "api-key");
        assertProblem(hub.process().get(PATH + "/pixel.gif"), 401, "api-key");

        assertThat(post(PATH, "X-Api-Key", "shop-key", event("shop", newId())).statusCode())
                .isEqualTo(202);
        assertThat(post(PATH, "Authorization", "Bearer shop-key", event("shop", newId()))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void takesAKeyInTheAddressOnlyIfItMayDoNothingElse() {
        assertThat(hub.process()
                        .post(PATH + "?api_key=shop-key", "text/plain", event("shop", newId()))
                        .statusCode())
                .isEqualTo(202);
        assertProblem(hub.process().post(PATH + "?api_key=all-key", event("shop", newId())), 401, "api-key");
        assertThat(hub.process().output()).doesNotContain("shop-key");
    }

    @Test
    void aKeyIsForItsTenant() {
        HttpResponse<String> reply =
                post(PATH, "X-Api-Key", "shop-key", "[" + event("shop", newId()) + "," + event("bank", newId()) + "]");

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(Problems.json(reply.body()).path("events").findValuesAsText("reason"))
                .containsExactly("foreign_tenant");
        assertThat(post(PATH, "X-Api-Key", "all-key", event("bank", newId())).statusCode())
                .isEqualTo(202);
    }

    @Test
    void limitsEachTenantByItself() {
        String batch = batch("greedy", 20);
        assertThat(post(PATH, "X-Api-Key", "all-key", batch).statusCode()).isEqualTo(202);

        HttpResponse<String> second = post(PATH, "X-Api-Key", "all-key", batch);

        assertProblem(second, 429, "too-many-requests");
        assertThat(second.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 21L);
        assertThat(post(PATH, "X-Api-Key", "all-key", event("modest", newId())).statusCode())
                .isEqualTo(202);
        assertThat(post(PATH, "X-Api-Key", "all-key", batch("large", 30)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aTenantThatHasNoneLeftCostsTheOthersOfTheRequestNothing() {
        assertThat(post(PATH, "X-Api-Key", "all-key", batch("empty", 20)).statusCode())
                .isEqualTo(202);
        String both = "[" + event("full", newId()) + "," + batch("empty", 20).substring(1);

        assertProblem(post(PATH, "X-Api-Key", "all-key", both), 429, "too-many-requests");
        assertThat(post(PATH, "X-Api-Key", "all-key", batch("full", 20)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void wantsTheFieldsOfTheConfiguration() {
        JsonNode problem = assertProblem(
                post(PATH, "X-Api-Key", "all-key", event("wants", newId()).replace("device_type", "os")),
                422,
                "no-event-accepted");

        assertThat(problem.path("events").get(0).path("reason").textValue()).isEqualTo("missing_field");
        assertThat(problem.path("events").get(0).path("detail").textValue())
                .isEqualTo("context.device_type is missing");
    }

    @Test
    void hidesWhatIsPrivateAndMarksBots() {
        String id = newId();
        String event = event("private", id)
                .replace(
                        "\"tv\"",
                        "\"tv\",\"ip\":\"2001:db8:aaaa:bbbb::1\",\"location\":\"Berlin\",\"user_agent\":\"GoogleBot/2\"");

        assertThat(post(PATH, "X-Api-Key", "all-key", event.replace("}}", "},\"experiment_id\":\"e\"}"))
                        .statusCode())
                .isEqualTo(202);

        assertThat(hub.events().records())
                .filteredOn(found -> new String(found.value(), UTF_8).contains(id))
                .singleElement()
                .satisfies(found -> {
                    JsonNode stored = Problems.json(new String(found.value(), UTF_8));
                    assertThat(stored.path("user_id").textValue())
                            .matches("u_[0-9a-f]{32}")
                            .isEqualTo(new String(found.key(), UTF_8));
                    assertThat(stored.path("context").toString())
                            .isEqualTo(
                                    "{\"device_type\":\"tv\",\"ip\":\"2001:db8:aaaa:0:0:0:0:0\",\"user_agent\":\"GoogleBot/2\"}");
                    assertThat(stored.has("experiment_id")).isFalse();
                    assertThat(stored.path("extra_data").toString()).isEqualTo("{\"bot\":true}");
                });
    }

    @Test
    void letsThePagesOfListedSitesInAndNoOthers() {
        HttpResponse<String> listed = preflight(SITE);
        assertThat(listed.statusCode()).isEqualTo(204);
        assertThat(listed.headers().firstValue("Access-Control-Allow-Origin")).contains(SITE);
        assertThat(listed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Content-Type", "X-Api-Key");
        assertThat(listed.headers().firstValue("Vary")).contains("Origin");
        assertThat(listed.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        for (String origin : List.of("https://evil.example", "null", SITE + ".evil.example", "*")) {
            assertThat(preflight(origin).headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }

        HttpResponse<String> refused = hub.process()
                .send(request(PATH)
                        .header("Origin", SITE)
                        .POST(BodyPublishers.ofString("{}"))
                        .build());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(SITE);
    }

    @Test
    void aRequestAloneMayBeLargerThanTheRoomForAll() {
        String large = event("roomy", newId()) + " ".repeat(300_000);

        assertThat(post(PATH, "X-Api-Key", "all-key", large).statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> preflight(String origin) {
        return hub.process()
                .send(request(PATH)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
    }

    private static HttpResponse<String> post(String path, String header, String value, String body) {
        return hub.process()
                .send(request(path)
                        .header(header, value)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.process().api(path)).header("Content-Type", "application/json");
    }

    private static String batch(String tenant, int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> event(tenant, newId()))
                .toList()
                .toString();
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newId() {
        return "id-" + UUID.randomUUID();
    }

    private static String event(String tenant, String id) {
        return """
                {"event_id":"%s","tenant_id":"%s","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click",\
                "context":{"device_type":"tv"}}""".formatted(id, tenant);
    }
}
