package io.caravan.behavior;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A consumer's copy of the events that came last, when others deal with records of its partition. */
class SeenEventsTest {

    private final BehaviorGatherer gatherer = new BehaviorGatherer(new ObjectMapper(), 1000, 1_000_000);
    private final SeenEvents seen = new SeenEvents(1000);
    private final ExecutorService kafka = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        kafka.shutdownNow();
    }

    @Test
    void anEventOfTheRangeBeforeIsKnown() throws IOException {
        read(range(0));
        assertThat(store(range(0), "a", "b")).isEmpty();

        assertThat(seen.unknown(range(1))).isFalse();
        assertThat(store(range(1), "c", "b", "c")).containsExactlyInAnyOrder(11L, 12L);
    }

    @Test
    void aCopyIsReadAgainWhenAnotherOneTookARange() throws IOException {
        read(range(0));
        store(range(0), "a");
        inKafkasThread(() -> {
            read(range(1));
            return store(range(1), "b");
        });

        assertThat(seen.unknown(range(2))).isTrue();
    }

    /** So it goes when dead letters are sent between what judges a range and what ends it. */
    @Test
    void aRangeThatEndsInAnotherThreadIsNotTakenForKnownThere() throws IOException {
        inKafkasThread(() -> {
            read(range(0));
            return store(range(0), "a");
        });
        read(range(1));
        seen.again(range(1), rows(range(1), "b"));
        inKafkasThread(() -> {
            seen.passed(range(1));
            return null;
        });

        assertThat(inKafkasThread(() -> seen.unknown(range(2)))).isTrue();
        assertThat(seen.unknown(range(2))).isTrue();
    }

    /** Against the definition: the event stands among the stored ones of the records before it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20, 60, 400})
    void anEventCountsAgainWhenItWasStoredWithinTheRecordsBeforeIt(int differentEvents) throws IOException {
        int records = 50;
        var random = new Random(differentEvents);
        var remembering = new SeenEvents(records);
        remembering.read(new ByteArrayInputStream(new byte[0]), range(0));
        Map<String, Long> stored = new HashMap<>();
        for (int number = 0; number < 200; number++) {
            RangeClaim range = range(number);
            String[] events = new String[10];
            Set<Long> truth = new HashSet<>();
            for (int i = 0; i < events.length; i++) {
                // Those with high numbers come seldom, so that some come again after long.
                events[i] = "e" + (int) (differentEvents * Math.pow(random.nextDouble(), 3));
                long offset = range.first() + i;
                Long before = stored.get(events[i]);
                if (before != null && before >= offset - records) {
                    truth.add(offset);
                } else {
                    stored.put(events[i], offset);
                }
            }
            assertThat(remembering.again(range, rows(range, events)))
                    .as("range %d", number)
                    .isEqualTo(truth);
            remembering.passed(range);
        }
    }

    private Set<Long> store(RangeClaim range, String... events) {
        Set<Long> again = seen.again(range, rows(range, events));
        seen.passed(range);
        return again;
    }

    private void read(RangeClaim range) throws IOException {
        assertThat(seen.unknown(range)).isTrue();
        seen.read(new ByteArrayInputStream(new byte[0]), range);
    }

    private RangeRows rows(RangeClaim range, String... events) {
        RangeRows rows = gatherer.rows(range.topic(), range.partition());
        for (int i = 0; i < events.length; i++) {
            rows.add(range.first() + i, event(events[i]), null);
        }
        assertThat(rows.size()).isEqualTo(events.length);
        return rows;
    }

    private static byte[] event(String id) {
        return ("{\"event_id\":\"" + id + "\",\"tenant_id\":\"acme\",\"scenario_id\":\"home\",\"user_id\":\"u\","
                        + "\"item_id\":\"i\",\"action_type\":\"view\",\"timestamp\":1764374400000,"
                        + "\"received_at\":1764374400000}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static RangeClaim range(int number) {
        return new RangeClaim("events", "id", 0, number * 10L, number * 10L + 9, false);
    }

    private <T> T inKafkasThread(Callable<T> work) {
        try {
            return kafka.submit(work).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
