package io.caravan.behavior;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.BehaviorHub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Rows that cannot be kept until they are inserted: nothing is skipped, a person learns of it, and it goes on by itself. */
class TemporaryFilesTest {

    private static final int EVENTS = 4000;
    /** As digits they hardly get smaller, so that they do not stay in memory. */
    private static final int RANDOM_BYTES = 600;

    @TempDir
    private Path parent;

    @Test
    void eventsWaitInKafkaWhileTheFolderIsAwayAndHealthTellsIt() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("temporary"));
        try (var hub = new BehaviorHub()) {
            hub.process()
                    .environment("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder)
                    .set("caravan.behavior.store.batch-millis", "3000")
                    .start()
                    .awaitReady();
            Path away = Files.move(folder, parent.resolve("away"));
            hub.events().send(1, events());

            await("the partition that stands still shows")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(health(hub))
                            .contains(hub.events().name() + "-1 stands still", "rows cannot be kept"));
            assertThat(BehaviorHub.down(hub.process().health("ready"))).doesNotContainKey("behavior-store");
            assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isZero();

            Files.move(away, folder);
            await("events stored").atMost(Duration.ofMinutes(1)).until(hub::done);
            assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(EVENTS);
            assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour"))
                    .isEqualTo(EVENTS);
            assertThat(health(hub)).doesNotContain("stands still");
            assertThat(hub.deadLetters().records()).isEmpty();
        }
    }

    private static byte[][] events() {
        var random = new Random(7);
        long now = Instant.now().toEpochMilli();
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> """
                        {"event_id":"e%d","tenant_id":"t","scenario_id":"s","user_id":"u%d","item_id":"i","action_type":"view",\
                        "timestamp":%d,"extra_data":{"random":"%s"}}""".formatted(i, i, now, digits(random)).getBytes(UTF_8))
                .toArray(byte[][]::new);
    }

    private static String digits(Random random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String health(BehaviorHub hub) {
        return hub.process()
                .send(HttpRequest.newBuilder(hub.process().management("/observe/health"))
                        .build())
                .body();
    }
}
