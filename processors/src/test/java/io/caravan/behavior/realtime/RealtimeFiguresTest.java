package io.caravan.behavior.realtime;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

import io.caravan.behavior.realtime.RealtimeTruth.Event;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever happens to Redis, Kafka's offsets and the hub: the realtime figures are those of the events that happened. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealtimeFiguresTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final RealtimeTruth TRUTH = new RealtimeTruth("ten:ant", 7);
    private static EmbeddedServer redis;
    private static BehaviorHub hub;

    @BeforeAll
    static void start() {
        redis = TestServers.newRedis(FreePorts.one());
        redis.start();
        redis.awaitReady(PATIENCE);
        hub = new BehaviorHub();
        hub.process()
                .set("caravan.redis.address", redis.address())
                .set("caravan.behavior.realtime.hot.schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.hot.decay", "33")
                .set("caravan.behavior.realtime.metrics-schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.metrics-topic", hub.metrics().name())
                .set("caravan.behavior.realtime.catch-up-schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.recent.length", "5")
                .set("caravan.mongo.uri", TestServers.mongo())
                .set("caravan.mongo.database", hub.events().name())
                .set("caravan.behavior.realtime.mongo", "true")
                .set("caravan.behavior.realtime.mongo-schedule", "* * * * * ?")
                .start()
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.stop();
    }

    @Test
    @Order(1)
    void figuresAreThoseOfTheEvents() {
        post(TRUTH.happen(400, 20));
        post(List.of(TRUTH.old(), TRUTH.old()));

        awaitTruth();
        try (Jedis jedis = jedis()) {
            assertThat(jedis.hgetAll("metrics:realtime:ten%3Aant:scenario-0"))
                    .containsKeys("impressions", "ctr", "window_start", "window_end", "updated_at");
            assertThat(jedis.type("hot:items:ten%3Aant:scenario-0")).isEqualTo("zset");
            assertThat(jedis.ttl("recent:ten%3Aant:user-1")).isPositive();
            assertThat(jedis.exists("user:recent:user-1")).as("the alias, off").isFalse();
        }
        await("metrics in Kafka")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.metrics().records()).anySatisfy(record -> {
                    assertThat(new String(record.key())).isEqualTo("ten%3Aant:scenario-0");
                    assertThat(Problems.json(new String(record.value()))
                                    .path("clicks")
                                    .longValue())
                            .isEqualTo(TRUTH.metrics("scenario-0").get("clicks"));
                }));
    }

    @Test
    @Order(2)
    void anEventThatAClientSendsAgainCountsOnce() {
        List<Event> events = TRUTH.happen(50, 10);
        post(events);
        post(events);
        post(events.subList(0, 20));

        awaitTruth();
    }

    @Test
    @Order(3)
    void whatKafkaDeliversAgainChangesNothing() {
        hub.process().stop();
        hub.events().rewind(hub.realtimeGroup());
        hub.process().start().awaitReady();
        awaitApplied();

        assertTruth();
    }

    @Test
    @Order(4)
    void withoutRedisTheFiguresWaitAndTheStoreGoesOn() {
        long stored = hub.stored();
        redis.stop();
        await("noticed")
                .atMost(PATIENCE)
                .until(() -> BehaviorHub.down(hub.process().health("ready")).containsKey("redis"));
        post(TRUTH.happen(100, 5));
        hub.awaitStored(stored + 100);
        Problems.assertProblem(
                hub.process().get("/api/v1/realtime/metrics?tenant=t&scenario=s"), 503, "redis-unavailable");

        redis.start();
        awaitTruth();
        assertThat(hub.process().output().lines().filter(line -> line.contains("redis is down")))
                .as("told once")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Order(5)
    void aRedisThatLostEverythingIsFilledAgainWithoutANewEvent() {
        try (Jedis jedis = jedis()) {
            jedis.flushAll();
        }
        awaitTruth();
    }

    @Test
    @Order(6)
    void anOperatorHasAllBuiltAnewWhileEventsCome() {
        try (Jedis jedis = jedis()) {
            jedis.del("metrics:realtime:ten%3Aant:scenario-0");
        }
        post(TRUTH.happen(30, 5));
        HttpResponse<String> reply = hub.process().post("/api/v1/hub/realtime/rebuild", "");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        post(TRUTH.happen(30, 5));

        awaitTruth();
    }

    @ParameterizedTest
    @Order(7)
    @CsvSource({
        "metrics?scenario=s, missing-parameter, tenant",
        "hot-items?tenant=t, missing-parameter, scenario",
        "hot-items?tenant=t&scenario=s&limit=0, bad-parameter, limit",
        "hot-items?tenant=t&scenario=s&limit=1001, bad-parameter, limit",
        "recent?tenant=t&users=u, unknown-parameter, users",
    })
    void aWrongQuestionIsToldSo(String question, String type, String parameter) {
        JsonNode problem = Problems.assertProblem(hub.process().get("/api/v1/realtime/" + question), 400, type);

        assertThat(problem.path("parameter").textValue()).isEqualTo(parameter);
    }

    @Test
    @Order(8)
    void aScenarioWithoutEventsHasNoRates() {
        JsonNode metrics = hub.process().getJson("/api/v1/realtime/metrics?tenant=none&scenario=none");

        assertThat(metrics.path("impressions").longValue()).isZero();
        assertThat(metrics.path("ctr").isNull()).isTrue();
        assertThat(hub.process()
                        .getJson("/api/v1/realtime/hot-items?tenant=none&scenario=none")
                        .path("items"))
                .isEmpty();
    }

    @Test
    @Order(9)
    void aScenarioThatIsChangedByTheApiIsInForceWithoutARestart() {
        HttpResponse<String> made = config("PUT", "", """
                {"status":"active","config":{"realtime_compute":{"hot_score":{"action_weights":
                 {"impression":0,"click":0,"view":1,"like":0,"share":0,"order":0},"decay_lambda":0}}}}""");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        awaitScores(1);
        assertThat(ask("hot-items", "scenario=scenario-0").path("items")).isNotEmpty();

        String etag = made.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> changed = config("PATCH", etag, """
                {"config":{"realtime_compute":{"hot_score":{"action_weights":{"view":2.5}}}}}""");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        awaitScores(2.5);
    }

    private static HttpResponse<String> config(String method, String ifMatch, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        hub.process().api("/api/v1/config/scenarios/scenario-1?tenant=ten:ant"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return hub.process().send((ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch)).build());
    }

    /** Nothing but views has a weight. */
    private static void awaitScores(double ofView) {
        await("own weights").atMost(PATIENCE).untilAsserted(() -> {
            double sum = 0;
            for (JsonNode item :
                    ask("hot-items", "limit=1000&scenario=scenario-1").path("items")) {
                sum += item.path("score").doubleValue();
            }
            assertThat(sum)
                    .isEqualTo(ofView * ((Number) TRUTH.metrics("scenario-1").get("views")).doubleValue());
        });
    }

    private static void post(List<Event> events) {
        HttpResponse<String> reply = hub.process().post("/api/v1/behaviors", RealtimeTruth.array(events));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
    }

    private static void awaitTruth() {
        awaitApplied();
        await("figures").atMost(PATIENCE).untilAsserted(RealtimeFiguresTest::assertTruth);
    }

    private static void awaitApplied() {
        await("applied")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> RealtimeCheck.assertAllApplied(hub.process()));
    }

    private static void assertTruth() {
        check().assertTruth(List.of("user-1", "user-2", "user-3"), 5);
    }

    private static RealtimeCheck check() {
        return new RealtimeCheck(hub.process(), TRUTH);
    }

    private static JsonNode ask(String what, String parameters) {
        return check().ask(what, parameters);
    }

    private static Jedis jedis() {
        String[] parts = redis.address().split(":");
        return new Jedis(parts[0], Integer.parseInt(parts[1]));
    }
}
