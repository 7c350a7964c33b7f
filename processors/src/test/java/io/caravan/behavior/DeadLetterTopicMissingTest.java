package io.caravan.behavior;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.TestServers;

import static io.caravan.testing.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What cannot be kept as a dead letter is not dealt with: nothing is lost because the way out is blocked. */
class DeadLetterTopicMissingTest {

    @Test
    void nothingIsAcknowledgedUntilTheRejectedOnesAreKept() {
        try (var hub = new BehaviorHub()) {
            var letters = new KafkaTopic(TestServers.kafka(), hub.events().name() + "-late");
            hub.process()
                    .set("caravan.behavior.dead-letters", letters.name())
                    .set("caravan.kafka.delivery-millis", "5100")
                    .start()
                    .awaitReady();
            List<Made> events = new EventMaker(1, "blocked", Instant.now()).make(3);
            String mixed = "[" + events.get(0).json() + ",{}]";
            hub.events().send(0, events.get(1).json().getBytes(UTF_8), "poison".getBytes(UTF_8));

            assertProblem(hub.process().post("/api/v1/behaviors", mixed), 503, "kafka-unavailable");
            // The event before the poison may have been a range of its own.
            assertThat(hub.committed().getOrDefault(0, 0L)).isLessThan(2);

            letters.create();
            await("accepted")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> hub.process().post("/api/v1/behaviors", mixed).statusCode() == 202);
            hub.awaitStored(2);
            await("poison kept").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(letters.records())
                    .extracting(letter -> new String(letter.value(), UTF_8))
                    .contains("poison", "{}"));
            await("offsets committed").atMost(Duration.ofSeconds(60)).until(hub::done);
            assertThat(hub.sql().lines("SELECT event_id FROM user_behaviors_current"))
                    .containsExactlyInAnyOrder("blocked-0", "blocked-1");
        }
    }
}
