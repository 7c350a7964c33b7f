package io.caravan.behavior;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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
import io.caravan.testing.TestServers;

import static io.caravan.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** While Kafka is away no event is accepted, and everything else goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaDownTest {

    private static final String PATH = "/api/v1/behaviors";

    /** How long a request may wait for Kafka, caravan.kafka.delivery-millis; who does not wait for it is quicker. */
    private static final Duration DELIVERY = Duration.ofMillis(8000);

    private static EmbeddedServer kafka;
    private static BehaviorHub hub;

    @BeforeAll
    static void startWithoutKafka() {
        kafka = TestServers.newKafka(FreePorts.one());
        hub = new BehaviorHub(TestServers.home(), TestServers.clickhouse(), kafka.address());
        hub.process().start().awaitListening();
    }

    @AfterAll
    static void stop() {
        hub.close();
        kafka.stop();
    }

    @Test
    @Order(1)
    void aHubStartedWithoutItSaysSoAndGoesOnWhenItIsThere() {
        hub.awaitUp("clickhouse");
        HttpResponse<String> ready = hub.process().health("ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(BehaviorHub.down(ready)).containsKey("kafka").doesNotContainKey("clickhouse");
        assertThat(BehaviorHub.down(ready).get("kafka")).startsWith("kafka: ").doesNotContain("org.apache");
        assertThat(hub.process().health("live").statusCode()).isEqualTo(200);
        String event = EventMaker.array(new EventMaker(1, "start", Instant.now()).make(1));
        assertRefused(hub.process().post(PATH, event));

        kafka.start();
        hub.process().awaitReady();
        assertThat(hub.process().post(PATH, event).statusCode()).isEqualTo(202);
        hub.awaitStored(1);
    }

    @Test
    @Order(2)
    void killedUnderLoadItKeepsNobodyFromTheOtherEndpoints() throws Exception {
        List<String> bodies = IntStream.range(0, 150)
                .mapToObj(i -> EventMaker.array(new EventMaker(i, "load" + i, Instant.now()).make(1)))
                .toList();
        kafka.kill();
        ExecutorService clients = Executors.newFixedThreadPool(bodies.size());
        try {
            List<CompletableFuture<HttpResponse<String>>> replies = bodies.stream()
                    .map(body ->
                            CompletableFuture.supplyAsync(() -> hub.process().post(PATH, body), clients))
                    .toList();
            for (int i = 0; i < 5; i++) {
                assertThat(took(() -> hub.process().get("/api/v1/hub/routes"))).isLessThan(DELIVERY);
            }
            for (CompletableFuture<HttpResponse<String>> reply : replies) {
                assertThat(reply.get().statusCode()).as(reply.get().body()).isEqualTo(503);
                assertThat(reply.get().headers().firstValueAsLong("Retry-After"))
                        .isPresent();
            }
        } finally {
            clients.shutdownNow();
        }
        // By now the hub knows.
        assertThat(took(() -> assertRefused(hub.process().post(PATH, bodies.get(0)))))
                .isLessThan(DELIVERY);

        kafka.start();
        hub.process().awaitReady();
        for (String body : bodies) {
            assertThat(hub.process().post(PATH, body).statusCode()).isEqualTo(202);
        }
        hub.awaitStored(1 + bodies.size());
        assertThat(hub.stored()).isEqualTo(1 + bodies.size());

        await("nothing under way").until(() -> metric("in_flight_events") == 0);
        assertThat(metric("accepted_events_total")).isEqualTo(1 + bodies.size());
        assertThat(metric("unacknowledged_events_total"))
                .as("let in before the hub knew")
                .isPositive();
        assertThat(metric("received_events_total"))
                .isEqualTo(metric("accepted_events_total") + metric("unacknowledged_events_total"));
    }

    private static double metric(String name) {
        return hub.process().metric("caravan_behavior_" + name);
    }

    private static void assertRefused(HttpResponse<String> reply) {
        assertProblem(reply, 503, "kafka-unavailable");
        assertThat(reply.headers().firstValueAsLong("Retry-After")).hasValue(5);
    }

    private static Duration took(Runnable request) {
        long start = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
