package io.caravan.behavior;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.KillRounds;
import io.caravan.testing.KillRounds.Outcome;
import io.caravan.testing.LetterClient;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A ClickHouse that is away delays what is stored, and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClickHouseDownTest {

    private static EmbeddedServer clickHouse;
    private static BehaviorHub hub;

    @BeforeAll
    static void startWithoutClickHouse() {
        int port = FreePorts.one();
        clickHouse = TestServers.newClickHouse(port);
        hub = new BehaviorHub(TestServers.home(), TestServers.addressOf(port), TestServers.kafka());
        hub.process().start().awaitListening();
    }

    @AfterAll
    static void stop() {
        hub.close();
        clickHouse.stop();
    }

    @Test
    @Order(1)
    void aHubStartedWithoutItTakesEventsAndStoresThemLater() {
        hub.awaitUp("kafka");
        HttpResponse<String> ready = hub.process().health("ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(BehaviorHub.down(ready)).containsOnlyKeys("clickhouse");
        assertThat(hub.process().health("live").statusCode()).isEqualTo(200);

        List<Made> events = new EventMaker(1, "early", Instant.now()).make(500);
        assertThat(hub.process()
                        .post("/api/v1/behaviors", EventMaker.array(events))
                        .statusCode())
                .isEqualTo(202);

        clickHouse.start();
        hub.process().awaitReady();
        hub.awaitStored(events.size());
        assertThat(hub.stored()).isEqualTo(events.size());
    }

    @Test
    @Order(2)
    void killedWhileItStoresItHoldsEveryEventOnceAfterwards() {
        // Rows are seen before the aggregates have them; committed is what both have.
        await("offsets committed").atMost(Duration.ofSeconds(60)).until(hub::done);
        hub.sql().ask("TRUNCATE TABLE user_behaviors");
        hub.sql().ask("TRUNCATE TABLE behavior_action_hour");
        long seed = new Random().nextLong();
        Outcome outcome = new KillRounds(hub, new Random(seed)).run(8, 8_000, () -> {
            clickHouse.kill();
            clickHouse.start();
        });

        assertThat(outcome.acknowledged()).isGreaterThan(100);
        assertThat(outcome.missing()).as("missing, seed %d", seed).isEmpty();
        assertThat(outcome.repeated()).as("more than once, seed %d", seed).isEmpty();
        assertThat(outcome.strange()).as("never sent, seed %d", seed).isEmpty();
        assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour"))
                .as("counted, seed %d, %s", seed, hub.process().getJson("/api/v1/behaviors/offsets"))
                .isEqualTo(hub.stored());
        assertThat(hub.deadLetters().records()).isEmpty();
    }

    @Test
    @Order(3)
    void aTableThatIsMissingIsWaitedForAndMakesNoDeadLetters() {
        hub.sql().ask("RENAME TABLE user_behaviors TO elsewhere");
        List<Made> events = new EventMaker(3, "waiting", Instant.now()).make(20);
        hub.process().post("/api/v1/behaviors", EventMaker.array(events));
        await("an insert was refused")
                .until(() -> hub.sql()
                                .number("SELECT count() FROM system.errors WHERE name = 'UNKNOWN_TABLE' AND"
                                        + " last_error_message LIKE '%"
                                        + hub.events().name() + ".user_behaviors%'")
                        > 0);
        await("the partition that stands still shows")
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.process()
                        .send(HttpRequest.newBuilder(hub.process().management("/observe/health"))
                                .build())
                        .body()
                        .contains("stands still"));
        assertThat(BehaviorHub.down(hub.process().health("ready"))).doesNotContainKey("behavior-store");
        hub.sql().ask("RENAME TABLE elsewhere TO user_behaviors");

        await("events stored")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        hub.sql().number("SELECT count() FROM user_behaviors_current WHERE event_id LIKE 'waiting-%'")
                                == 20);
        assertThat(hub.deadLetters().records()).isEmpty();
    }

    @Test
    @Order(4)
    void rowsThatTheStoreRefusesForGoodAreKeptWithTheReason() {
        hub.sql().ask("ALTER TABLE user_behaviors ADD CONSTRAINT known CHECK device_type != 'toaster'");
        List<Made> good = new EventMaker(4, "beside", Instant.now()).make(200);
        String refused = """
                {"event_id":"toast","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"view",
                 "timestamp":%d,"context":{"device_type":"toaster"}}""".formatted(Instant.now().toEpochMilli());
        byte[][] records =
                good.stream().map(event -> event.json().getBytes(UTF_8)).toArray(byte[][]::new);
        records[100] = refused.getBytes(UTF_8);
        hub.events().send(0, records);

        await("offsets committed").atMost(Duration.ofSeconds(30)).until(hub::done);
        // Kept at least once: a consumer that loses its partition in between leaves it to the next one.
        assertThat(hub.deadLetters().records()).isNotEmpty().allSatisfy(letter -> {
            assertThat(KafkaTopic.header(letter, "caravan-reason")).contains("VIOLATED_CONSTRAINT");
            assertThat(letter.value()).isEqualTo(records[100]);
        });
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors_current WHERE event_id LIKE 'beside-%'"))
                .isEqualTo(199);
        assertThat(hub.sql().number("SELECT sum(dead_lettered) FROM behavior_ranges FINAL"))
                .isEqualTo(1);
    }

    @Test
    @Order(5)
    void deadLettersWaitForIt() {
        clickHouse.stop();
        for (int i = 0; i < 50; i++) {
            String event = """
                    {"event_id":"lost-%d","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"lost",
                     "timestamp":%d}""".formatted(i, Instant.now().toEpochMilli());
            assertThat(hub.process().post("/api/v1/behaviors", event).statusCode())
                    .isEqualTo(422);
        }
        clickHouse.start();
        hub.process().awaitReady();
        assertThat(new LetterClient(hub.process()).await("reason=unknown_action", found -> found.size() == 50))
                .extracting(letter -> letter.path("times").intValue())
                .containsOnly(1);
    }
}
