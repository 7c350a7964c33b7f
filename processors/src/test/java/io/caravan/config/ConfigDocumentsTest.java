package io.caravan.config;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.TestServers;

import static io.caravan.config.ConfigClient.etag;
import static io.caravan.testing.Problems.assertProblem;
import static io.caravan.testing.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Documents over HTTP, with the stand-in for MongoDB: what is written is there, and nobody's change is lost. */
class ConfigDocumentsTest {

    private static final String SCENARIO = """
            {"status":"active","name":"Home","config":{"realtime_compute":{"hot_score":{"enabled":true,
             "action_weights":{"view":1,"share":6.5},"decay_lambda":0.1,"window_size_minutes":60,"window_slide_minutes":15},
             "user_profile":{"enabled":true,"update_frequency_minutes":5,"interest_decay_days":30,"behavior_weights":{"view":1}},
             "metrics":{"enabled":true,"window_size_minutes":30,"metrics_to_calculate":["ctr","cvr"]}},"layout":{"rows":3}}}""";

    private static BehaviorHub hub;
    private static ConfigClient client;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        hub.process()
                .set("caravan.mongo.uri", TestServers.mongo())
                .set("caravan.mongo.database", hub.events().name())
                .set("caravan.behavior.intake.known-scenarios-only", "true")
                .set("caravan.behavior.intake.scenarios-every", "PT0.2S")
                .start()
                .awaitReady();
        client = new ConfigClient(hub.process(), null);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aDocumentIsMadeReadReplacedPatchedAndRemoved() {
        Instant begin = Instant.now().minusSeconds(1);
        HttpResponse<String> made = client.put("scenarios/home%2F1?tenant=life", SCENARIO);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains("/api/v1/config/scenarios/home%2F1");
        JsonNode shown = json(made.body());
        assertThat(shown.path("scenario_id").textValue()).isEqualTo("home/1");
        assertThat(shown.path("tenant_id").textValue()).isEqualTo("life");
        assertThat(shown.path("revision").intValue()).isEqualTo(1);
        assertThat(Instant.parse(shown.path("created_at").textValue())).isAfter(begin);

        HttpResponse<String> read = client.get("scenarios/home%2F1?tenant=life");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(json(read.body())).isEqualTo(shown);
        assertThat(json(read.body()).path("config")).isEqualTo(json(SCENARIO).path("config"));
        assertThat(etag(read)).isEqualTo(etag(made)).doesNotStartWith("W/");
        HttpResponse<String> same =
                client.get("scenarios/home%2F1?tenant=life", "If-None-Match", "\"x\", W/" + etag(made));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(etag(same)).isEqualTo(etag(made));

        HttpResponse<String> replaced = client.put(
                "scenarios/home%2F1?tenant=life", read.body().replace("\"Home\"", "\"Start\""), "If-Match", etag(read));
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        assertThat(json(replaced.body()).path("revision").intValue()).isEqualTo(2);
        assertThat(json(replaced.body()).path("created_at")).isEqualTo(shown.path("created_at"));

        HttpResponse<String> patched = client.patch(
                "scenarios/home%2F1?tenant=life",
                "{\"name\":null,\"config\":{\"realtime_compute\":{\"hot_score\":{\"action_weights\":{\"share\":7}}}}}",
                "If-Match",
                etag(replaced));
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        JsonNode now = json(client.get("scenarios/home%2F1?tenant=life").body());
        assertThat(now).isEqualTo(json(patched.body()));
        assertThat(now.has("name")).isFalse();
        assertThat(now.at("/config/realtime_compute/hot_score/action_weights").toString())
                .isEqualTo("{\"view\":1,\"share\":7}");
        assertThat(now.at("/config/layout/rows").intValue()).isEqualTo(3);

        assertProblem(client.delete("scenarios/home%2F1?tenant=life", "If-Match", etag(read)), 412, "document-changed");
        HttpResponse<String> gone = client.delete("scenarios/home%2F1?tenant=life", "If-Match", etag(patched));
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
        assertProblem(client.get("scenarios/home%2F1?tenant=life"), 404, "no-such-document");

        HttpResponse<String> again = client.put("scenarios/home%2F1?tenant=life", SCENARIO);
        assertThat(etag(again)).as("of another document of the same name").isNotEqualTo(etag(made));
    }

    @Test
    void preconditionsHold() {
        String path = "models/m?tenant=conditions";
        String model = "{\"status\":\"active\",\"version\":\"1\"}";
        assertProblem(client.put(path, model, "If-Match", "*"), 412, "document-changed");
        assertThat(client.put(path, model, "If-None-Match", "*").statusCode()).isEqualTo(201);
        assertProblem(client.put(path, model, "If-None-Match", "*"), 412, "document-changed");
        HttpResponse<String> read = client.get(path);

        JsonNode problem = assertProblem(client.put(path, model), 428, "if-match-wanted");
        assertThat(problem.path("etag").textValue()).isEqualTo(etag(read));
        assertProblem(client.patch(path, "{}"), 428, "if-match-wanted");
        assertProblem(client.delete(path), 428, "if-match-wanted");
        assertProblem(client.put(path, model, "If-Match", "W/" + etag(read)), 412, "document-changed");
        assertThat(client.put(path, model, "If-Match", "\"other\", " + etag(read))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(client.put(path, model, "If-Match", etag(read)), 412, "document-changed");
        assertThat(client.put(path, model, "If-Match", "*").statusCode()).isEqualTo(200);
        assertProblem(client.patch("models/none?tenant=conditions", "{}", "If-Match", "*"), 404, "no-such-document");
        assertProblem(client.delete("models/none?tenant=conditions", "If-Match", "*"), 404, "no-such-document");
    }

    @Test
    void postMakesAnIdOrTakesOneOnce() {
        HttpResponse<String> made =
                client.post("items?tenant=post", "{\"status\":\"active\",\"metadata\":{\"year\":1999}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String location = made.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v1/config/items/"
                        + json(made.body()).path("item_id").textValue());
        assertThat(hub.process().get(location + "?tenant=post").body()).isEqualTo(made.body());

        String named = "{\"item_id\":\"i 1\",\"tenant_id\":\"post\",\"status\":\"active\"}";
        assertThat(client.post("items?tenant=post", named).headers().firstValue("Location"))
                .contains("/api/v1/config/items/i%201");
        assertProblem(client.post("items?tenant=post", named), 409, "document-exists");
        assertProblem(client.post("user_profiles?tenant=post", "{}"), 422, "invalid-document");
    }

    @Test
    void ofManyThatMakeTheSameDocumentOneDoes() throws Exception {
        List<Integer> statuses = together(16, writer -> client.post(
                        "experiments?tenant=race",
                        "{\"experiment_id\":\"e\",\"status\":\"draft\",\"groups\":[{\"name\":\"g" + writer
                                + "\",\"traffic\":1}]}")
                .statusCode());

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(json(client.get("experiments?tenant=race&total=true").body())
                        .path("total")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void ofManyThatChangeTheSameVersionOneDoesAndNoChangeIsLost() throws Exception {
        String path = "user_profiles/u?tenant=race";
        client.put(path, "{\"interests\":{}}");

        List<Integer> written = together(8, writer -> {
            int done = 0;
            for (int turn = 0; done < 5 && turn < 1000; turn++) {
                HttpResponse<String> read = client.get(path);
                HttpResponse<String> reply = client.patch(
                        path, "{\"interests\":{\"t" + writer + "-" + done + "\":1}}", "If-Match", etag(read));
                assertThat(reply.statusCode()).as(reply.body()).isIn(200, 412);
                done += reply.statusCode() == 200 ? 1 : 0;
            }
            return done;
        });

        assertThat(written).hasSize(8).containsOnly(5);
        JsonNode all = json(client.get(path).body());
        assertThat(all.path("interests").size()).isEqualTo(40);
        assertThat(all.path("revision").intValue()).isEqualTo(41);
    }

    @Test
    void pagesHoldEveryDocumentOnce() {
        List<String> ids = IntStream.range(0, 25).mapToObj(i -> "i" + (100 + i)).toList();
        ids.forEach(id -> client.put(
                "items/" + id + "?tenant=pages",
                "{\"status\":\"%s\",\"category\":[\"all\"],\"scenario_id\":\"s\"}"
                        .formatted(id.endsWith("1") ? "draft" : "active")));
        client.put("items/i101?tenant=other", "{\"status\":\"active\"}");

        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(
                    client.get("items?tenant=pages&limit=10&total=true" + next).body());
            page.path("items").forEach(item -> walked.add(item.path("item_id").textValue()));
            assertThat(page.path("count").intValue())
                    .isEqualTo(page.path("items").size());
            assertThat(page.path("total").intValue()).isEqualTo(25);
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").textValue();
        } while (!next.isEmpty());

        assertThat(walked).isEqualTo(ids);
        JsonNode drafts = json(client.get("items?tenant=pages&status=draft&category=all&scenario=s")
                .body());
        assertThat(drafts.findValuesAsText("item_id")).containsExactly("i101", "i111", "i121");
        assertThat(drafts.has("total")).isFalse();
        String cursor = json(client.get("items?tenant=pages&limit=1").body())
                .path("next")
                .textValue();
        assertProblem(client.get("items?tenant=pages&status=draft&cursor=" + cursor), 400, "bad-cursor");
        assertProblem(client.get("items?tenant=other&cursor=" + cursor), 400, "bad-cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "items?tenant=t&limit=0, 400, bad-parameter",
        "items?tenant=t&limit=101, 400, bad-parameter",
        "items?tenant=t&total=yes, 400, bad-parameter",
        "items?tenant=t&cursor=abc, 400, bad-cursor",
        "items?tenant=t&status[$ne]=x, 400, unknown-parameter",
        "items?tenant=t&state=x, 400, unknown-parameter",
        "items, 400, missing-parameter",
        "items/x?tenant=t&limit=1, 400, unknown-parameter",
        "item?tenant=t, 404, no-such-collection",
        "items/x?tenant=t, 404, no-such-document",
    })
    void aWrongQuestionIsToldSo(String path, int status, String type) {
        assertProblem(client.get(path.replace("[", "%5B").replace("]", "%5D")), status, type);
    }

    @Test
    void aValueOfTheQueryIsNeverAnOperator() {
        client.put("items/x?tenant=operators", "{\"status\":\"active\"}");

        assertThat(json(client.get("items?tenant=operators&status=%7B%22$ne%22:%22x%22%7D")
                                .body())
                        .path("count")
                        .intValue())
                .isZero();
        assertThat(json(client.get("items?tenant=%7B%22$ne%22:%22x%22%7D").body())
                        .path("count")
                        .intValue())
                .isZero();
    }

    @Test
    void documentsOfOtherProgramsAreServedAsTheyAre() {
        try (MongoClient mongo = MongoClients.create(TestServers.mongo())) {
            MongoCollection<Document> items =
                    mongo.getDatabase(hub.events().name()).getCollection("items");
            var day = new Date(1_760_000_000_000L);
            items.insertOne(new Document("tenant_id", "foreign")
                    .append("item_id", "old")
                    .append("status", "active")
                    .append("published", day)
                    .append("views", 5_000_000_000L));

            HttpResponse<String> read = client.get("items/old?tenant=foreign");
            assertThat(json(read.body()).path("published").textValue()).isEqualTo("2025-10-09T08:53:20Z");
            assertThat(json(read.body()).path("views").longValue()).isEqualTo(5_000_000_000L);
            HttpResponse<String> patched =
                    client.patch("items/old?tenant=foreign", "{\"price\":12.10}", "If-Match", etag(read));
            assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);

            Document stored = items.find(new Document("tenant_id", "foreign")).first();
            assertThat(stored)
                    .containsEntry("published", day)
                    .containsEntry("price", 12.1)
                    .containsEntry("revision", 1L);
            items.updateOne(new Document("tenant_id", "foreign"), new Document("$set", new Document("views", 1)));
            assertThat(client.get("items/old?tenant=foreign", "If-None-Match", etag(patched))
                            .statusCode())
                    .as("changed by another program")
                    .isEqualTo(200);
        }
    }

    @Test
    void aScenarioThatIsMadeHereIsKnownToTheIntake() {
        String event =
                "{\"tenant_id\":\"known\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\",\"action_type\":\"click\"}";
        client.put("scenarios/other?tenant=known", "{\"status\":\"active\"}");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> hub.process().post("/api/v1/behaviors", event).statusCode() == 422);

        client.put("scenarios/s?tenant=known", "{\"status\":\"active\"}");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> hub.process().post("/api/v1/behaviors", event).statusCode() == 202);
    }

    /** What each of so many writers, who begin at the same moment, comes to. */
    private static <T> List<T> together(int writers, java.util.function.IntFunction<T> each) throws Exception {
        var threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<T>> tasks = IntStream.range(0, writers)
                    .<Callable<T>>mapToObj(writer -> () -> each.apply(writer))
                    .toList();
            List<T> results = new ArrayList<>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
