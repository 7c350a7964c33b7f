package io.caravan.embedded.vos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.vos.server.RequestStats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The counters prove whether a client keeps to one call at a time and to its gap. */
class RequestsTest extends SimulatorTest {

    @Test
    void oneAtATimeIsNeverSeenAsTwo() throws Exception {
        for (int i = 0; i < 300; i++) {
            shanghai.ask("GetCdr", Map.of());
            shanghai.ask("GetAllCustomers", Map.of());
        }
        assertThat(simulator.requests(SHANGHAI).count()).isEqualTo(600);
        assertThat(simulator.requests(SHANGHAI).concurrentMax()).isEqualTo(1);
        assertThat(simulator.requests(SHANGHAI, "GetCdr").count()).isEqualTo(300);
        assertThat(simulator.requests(BERLIN)).isEqualTo(new RequestStats(0, 0, 0, null, null));
    }

    @Test
    void requestsAtOnceAreSeen() {
        simulator.knobs(Map.of("latencyMs", 10_000));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> ask("GetAllCustomers"), threads);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> ask("GetPhone"), threads);
            await().untilAsserted(() ->
                    assertThat(simulator.requests(SHANGHAI).concurrent()).isEqualTo(2));
            assertThat(simulator.requests(SHANGHAI).concurrentMax()).isEqualTo(2);
            assertThat(simulator.requests(SHANGHAI).lastGapMs()).isZero();
            assertThat(simulator.requests(SHANGHAI, "GetPhone").concurrentMax()).isEqualTo(1);
            simulator.close();
            assertThat(CompletableFuture.allOf(first, second).handle((ok, failed) -> "ended"))
                    .as("closing does not wait for the latency")
                    .succeedsWithin(Duration.ofSeconds(30));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void gaps() throws Exception {
        shanghai.accounts();
        assertThat(simulator.requests(SHANGHAI).lastGapMs()).isNull();
        Executor later = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> ask("GetAllCustomers"), later).join();
        long first = simulator.requests(SHANGHAI).lastGapMs();
        assertThat(first).isGreaterThanOrEqualTo(200);
        shanghai.accounts();
        long second = simulator.requests(SHANGHAI).lastGapMs();
        assertThat(simulator.requests(SHANGHAI).minGapMs()).isEqualTo(Math.min(first, second));
    }

    @Test
    void overHttp() throws Exception {
        VosClient root = new VosClient("http://127.0.0.1:" + simulator.port());
        root.accounts();
        JsonNode shown = VosClient.JSON.readTree(root.get("/simulator/requests").body());
        assertThat(shown.at("/nodes/shanghai/all/count").intValue()).isEqualTo(1);
        assertThat(shown.at("/nodes/shanghai/interfaces/GetAllCustomers/concurrentMax")
                        .intValue())
                .isEqualTo(1);
        assertThat(root.delete("/simulator/requests").statusCode()).isEqualTo(204);
        assertThat(simulator.requests(SHANGHAI).count()).isZero();
    }

    private void ask(String interfaceName) {
        try {
            shanghai.ask(interfaceName, Map.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
