package io.caravan.behavior;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaOffsets;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Ranges whose rows are sent as several blocks, and do not stay in memory until then. */
class LargeRangesTest {

    private static final int EVENTS = 40_000;
    /** Some 400 bytes each; a block holds 2 MB of events. */
    private static final int OF_SEVERAL_BLOCKS = 15_000;

    @Test
    void theyAreStoredAndCountedOnceAlsoWhenTheyComeAgain() {
        List<Made> events = new EventMaker(11, "large", Instant.now()).make(EVENTS);
        try (var hub = new BehaviorHub()) {
            hub.process()
                    .set("caravan.behavior.store.batch-millis", "5000")
                    .start()
                    .awaitReady();
            hub.events()
                    .send(
                            1,
                            events.stream()
                                    .map(event -> event.json().getBytes(UTF_8))
                                    .toArray(byte[][]::new));
            awaitDone(hub);
            assertThat(hub.sql().number("SELECT max(last_offset - first_offset + 1) FROM behavior_ranges"))
                    .isGreaterThan(OF_SEVERAL_BLOCKS);
            assertTrue(hub, events);

            hub.process().kill();
            // Ranges that were inserted, and neither finished nor committed: the state that a kill leaves behind.
            hub.sql()
                    .ask("CREATE TABLE claims ENGINE = Memory AS"
                            + " SELECT * REPLACE (0 AS finished) FROM behavior_ranges FINAL");
            hub.sql().ask("TRUNCATE TABLE behavior_ranges");
            hub.sql().ask("INSERT INTO behavior_ranges SELECT * FROM claims");
            new KafkaOffsets(TestServers.kafka(), hub.events().name())
                    .set(hub.events().name(), Map.of(1, 0L));
            hub.process()
                    .set("caravan.behavior.store.batch-millis", "200")
                    .start()
                    .awaitReady();
            awaitDone(hub);
            assertTrue(hub, events);
        }
    }

    private static void assertTrue(BehaviorHub hub, List<Made> events) {
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());
    }

    private static void awaitDone(BehaviorHub hub) {
        await("offsets committed").atMost(Duration.ofMinutes(1)).until(hub::done);
    }
}
