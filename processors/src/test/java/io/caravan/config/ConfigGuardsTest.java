package io.caravan.config;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.TestServers;

import static io.caravan.config.ConfigClient.etag;
import static io.caravan.testing.Problems.assertProblem;
import static io.caravan.testing.Problems.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may see and change documents, which documents are refused, and what an edit of the keys and schemas does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigGuardsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ADMIN = "the-admin-key";
    private static final String ITEM = "{\"status\":\"active\",\"title\":\"of %s\"}";

    @TempDir
    private static Path folder;

    private static Path keys;
    private static EmbeddedServer mongo;
    private static BehaviorHub hub;

    @BeforeAll
    static void start() throws IOException {
        keys = Files.writeString(folder.resolve("api-keys.yaml"), keys("shop", "bank"));
        Path schemas = Files.createDirectory(folder.resolve("schemas"));
        try (Stream<Path> shipped = Files.list(TestServers.home().resolve("config/schemas"))) {
            for (Path schema : shipped.toList()) {
                Files.copy(schema, schemas.resolve(schema.getFileName()));
            }
        }
        mongo = TestServers.newMongo(FreePorts.one());
        mongo.start();
        mongo.awaitReady(PATIENCE);
        hub = new BehaviorHub();
        hub.process()
                .environment("CARAVAN_HUB_ADMIN_KEY", ADMIN)
                .set("caravan.mongo.uri", "mongodb://" + mongo.address())
                .set("caravan.http.api-keys", keys.toString())
                .set("caravan.config.schemas", schemas.toString())
                .set("caravan.config.max-document", "2000")
                .start()
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
        mongo.stop();
    }

    @Test
    @Order(1)
    void aKeySeesAndChangesItsTenantAlone() {
        ConfigClient shop = client("shop-config");
        ConfigClient bank = client("bank-config");
        HttpResponse<String> ofShop = shop.put("items/i", ITEM.formatted("shop"));
        assertThat(ofShop.statusCode()).as(ofShop.body()).isEqualTo(201);
        HttpResponse<String> ofBank = bank.put("items/i", ITEM.formatted("bank"));
        assertThat(ofBank.statusCode()).as("the same id").isEqualTo(201);

        assertThat(shop.get("items/i").body()).isEqualTo(ofShop.body()).contains("of shop");
        assertThat(json(shop.get("items?total=true").body()).path("total").intValue())
                .isEqualTo(1);
        assertProblem(shop.get("items/i?tenant=bank"), 403, "foreign-tenant");
        assertProblem(shop.get("items?tenant=bank"), 403, "foreign-tenant");
        assertProblem(shop.put("items/j", "{\"tenant_id\":\"bank\",\"status\":\"active\"}"), 422, "invalid-document");
        assertProblem(
                shop.patch("items/i", "{\"tenant_id\":\"bank\"}", "If-Match", etag(ofShop)), 422, "invalid-document");
        assertProblem(shop.delete("items/i", "If-Match", etag(ofBank)), 412, "document-changed");
        bank.put("items/of-bank", ITEM.formatted("bank"));
        assertProblem(shop.get("items/of-bank"), 404, "no-such-document");
        assertProblem(shop.delete("items/of-bank", "If-Match", "*"), 404, "no-such-document");
        assertThat(bank.get("items/i").body()).isEqualTo(ofBank.body());
    }

    @Test
    @Order(2)
    void scopesAndTheAdminKeyAreAskedFor() {
        assertProblem(client(null).get("items"), 401, "api-key");
        assertProblem(client(null).put("items/i", "{}"), 401, "api-key");
        assertProblem(client("nonsense").get("items"), 401, "api-key");
        assertProblem(client("shop-ingest").get("items"), 403, "api-key-scope");
        assertThat(client("shop-query").get("items").statusCode()).isEqualTo(200);
        assertProblem(client("shop-query").put("items/q", ITEM), 403, "api-key-scope");
        assertProblem(client("shop-query").delete("items/i", "If-Match", "*"), 403, "api-key-scope");

        assertThat(client(ADMIN).put("items/by-admin?tenant=shop", ITEM).statusCode())
                .isEqualTo(201);
        assertProblem(client(ADMIN).get("items"), 400, "missing-parameter");
        assertProblem(client("all-config").put("items/x", ITEM), 400, "missing-parameter");
        assertThat(client("all-config").put("items/by-all?tenant=shop", ITEM).statusCode())
                .isEqualTo(201);
        assertThat(client("shop-query").get("items/by-all").statusCode()).isEqualTo(200);
    }

    static List<String[]> bad() {
        return List.of(
                new String[] {"items/b", "[]", "400", "malformed-json", null},
                new String[] {"items/b", "{\"status\":\"active\"} x", "400", "malformed-json", null},
                new String[] {"items/b", "{\"status\":\"active\",\"status\":\"draft\"}", "400", "malformed-json", null},
                new String[] {"items/b", "{\"status\":1" + "}", "422", "invalid-document", "/status"},
                new String[] {
                    "items/b", "{\"status\":\"active\",\"m\":[{\"$where\":1}]}", "422", "invalid-document", null
                },
                new String[] {"items/b", "{\"status\":\"active\",\"a.b\":1}", "422", "invalid-document", null},
                new String[] {"items/b", "{\"status\":\"active\",\"a\\u0000\":1}", "422", "invalid-document", null},
                new String[] {"items/b", "{\"_id\":1,\"status\":\"active\"}", "422", "invalid-document", null},
                new String[] {
                    "items/b", "{\"item_id\":\"c\",\"status\":\"active\"}", "422", "invalid-document", "/item_id"
                },
                new String[] {"items/%20b", "{\"status\":\"active\"}", "400", "bad-field", null},
                new String[] {
                    "items/b", "{\"status\":\"active\",\"t\":\"" + "x".repeat(2000) + "\"}", "413", "too-large", null
                },
                new String[] {
                    "items/b",
                    "{\"status\":\"active\",\"d\":" + "[".repeat(20) + "]".repeat(20) + "}",
                    "400",
                    "too-deep",
                    null
                },
                new String[] {
                    "items/b", "{\"status\":\"active\",\"n\":0." + "1".repeat(40) + "}", "422", "invalid-document", null
                },
                new String[] {
                    "scenarios/b",
                    "{\"status\":\"active\",\"config\":{\"realtime_compute\":{\"hot_score\":{\"action_weights\":{\"view\":-1}}}}}",
                    "422",
                    "invalid-document",
                    "/config/realtime_compute/hot_score/action_weights/view"
                },
                new String[] {
                    "scenarios/b",
                    "{\"status\":\"active\",\"config\":{\"realtime_compute\":{\"hot_scores\":{}}}}",
                    "422",
                    "invalid-document",
                    "/config/realtime_compute/hot_scores"
                },
                new String[] {
                    "tracking_configs/b",
                    "{\"required_fields\":[{\"field_name\":\"f\",\"field_type\":\"text\"}]}",
                    "422",
                    "invalid-document",
                    "/required_fields/0/field_type"
                },
                new String[] {
                    "experiments/b",
                    "{\"status\":\"draft\",\"groups\":[{\"name\":\"a\",\"traffic\":60},{\"name\":\"b\",\"traffic\":40.5}]}",
                    "422",
                    "invalid-document",
                    "/groups"
                },
                new String[] {
                    "experiments/b",
                    "{\"status\":\"running\",\"control_group\":\"c\",\"groups\":[{\"name\":\"a\",\"traffic\":60}]}",
                    "422",
                    "invalid-document",
                    "/control_group"
                });
    }

    @ParameterizedTest
    @MethodSource("bad")
    @Order(3)
    void aBadDocumentIsRefusedAndSaysWhere(String path, String body, int status, String type, String pointer) {
        JsonNode problem = assertProblem(client("shop-config").put(path, body), status, type);

        if (pointer != null) {
            assertThat(problem.path("errors").findValuesAsText("pointer")).containsExactly(pointer);
        }
        assertProblem(client("shop-config").get(path.replace("%20", "")), 404, "no-such-document");
    }

    @Test
    @Order(4)
    void aPatchMayNotMakeABadDocument() {
        ConfigClient shop = client("shop-config");
        String etag = etag(shop.put("items/patched", ITEM));
        assertProblem(shop.patch("items/patched", "{\"status\":\"gone\"}", "If-Match", etag), 422, "invalid-document");
        String half = "{\"%s\":\"" + "x".repeat(1200) + "\"}";
        etag = etag(shop.patch("items/patched", half.formatted("a"), "If-Match", etag));
        assertProblem(shop.patch("items/patched", half.formatted("b"), "If-Match", etag), 413, "too-large");
    }

    @Test
    @Order(5)
    void anEditedSchemaIsTakenOverAndABrokenOneIsTold() throws IOException {
        ConfigClient shop = client("shop-config");
        Path schema = folder.resolve("schemas/items.schema.json");
        String shipped = Files.readString(schema);
        Files.writeString(schema, shipped.replace("\"required\": [", "\"required\": [\"price\", "));
        assertProblem(shop.put("items/cheap", ITEM), 422, "invalid-document");

        for (String broken : List.of("{\"type\":", "{\"type\":\"objekt\"}", "{\"$ref\":\"#/$defs/none\"}")) {
            Files.writeString(schema, broken);
            assertProblem(shop.put("items/cheap", ITEM), 422, "invalid-document");
        }
        assertThat(hub.process().output().lines().filter(line -> line.contains("items.schema.json cannot be used")))
                .hasSize(3)
                .allMatch(line -> line.contains("the schema of before stays"));

        Files.writeString(schema, shipped);
        assertThat(shop.put("items/cheap", ITEM).statusCode()).isEqualTo(201);
    }

    @Test
    @Order(6)
    void editedKeysAreTakenOverAndABrokenEditLeavesThemAsTheyAre() throws IOException {
        assertProblem(client("late-config").get("items"), 401, "api-key");
        Files.writeString(keys, keys("shop", "late"));
        await().atMost(PATIENCE).until(() -> client("late-config").get("items").statusCode() == 200);
        assertProblem(client("bank-config").get("items"), 401, "api-key");

        Files.writeString(keys, "keys: [{name: broken, tenant: shop, scopes: [query], sha256: 12}]");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(BehaviorHub.down(hub.process().health(""))).containsKey("api-keys"));
        assertThat(client("late-config").get("items").statusCode()).isEqualTo(200);
        assertThat(hub.process().health("ready").statusCode()).as("it serves").isEqualTo(200);
        Files.writeString(keys, "");
        await().atMost(PATIENCE).until(() -> BehaviorHub.down(hub.process().health(""))
                .getOrDefault("api-keys", "")
                .contains("empty"));
        assertProblem(client(null).get("items"), 401, "api-key");

        Files.writeString(keys, keys("shop", "bank"));
        await().atMost(PATIENCE)
                .until(() -> BehaviorHub.down(hub.process().health("")).isEmpty());
        assertThat(client("bank-config").get("items").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void withoutMongoNothingWaitsAndItGoesOnByItself() {
        ConfigClient shop = client("shop-config");
        mongo.stop();
        await().atMost(PATIENCE)
                .until(() -> BehaviorHub.down(hub.process().health("ready")).containsKey("mongo"));

        for (HttpResponse<String> reply : List.of(
                shop.get("items"),
                shop.get("items/i"),
                shop.put("items/away", ITEM),
                shop.delete("items/i", "If-Match", "*"))) {
            assertProblem(reply, 503, "mongo-unavailable");
            assertThat(reply.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
        }
        mongo.start();
        await().atMost(PATIENCE).until(() -> shop.get("items/i").statusCode() == 200);
        assertProblem(shop.get("items/away"), 404, "no-such-document");
    }

    private static ConfigClient client(String key) {
        return new ConfigClient(hub.process(), key);
    }

    /** Of two tenants and of all; the keys are their names. */
    private static String keys(String one, String other) {
        return Stream.of(
                        key(one + "-config", one, "config"),
                        key(one + "-query", one, "query"),
                        key(one + "-ingest", one, "ingest"),
                        key(other + "-config", other, "config"),
                        key("all-config", "\"*\"", "config"))
                .reduce("keys:\n", String::concat);
    }

    private static String key(String name, String tenant, String scope) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return "  - {name: %s, tenant: %s, scopes: [%s], sha256: %s}\n"
                    .formatted(name, tenant, scope, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
