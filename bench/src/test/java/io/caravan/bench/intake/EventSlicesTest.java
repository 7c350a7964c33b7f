package io.caravan.bench.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.caravan.bench.load.Events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The peer must do what the hub does, or it is no peer: one record for each event, keyed by its user. */
class EventSlicesTest {

    private final Events events = new Events("e-", 1_700_000_000_000L);

    @Test
    void cutsABatchIntoItsEvents() throws IOException {
        assertThat(EventSlices.of(bytes(events.array(7, 3))))
                .extracting(slice -> new String(slice.event(), StandardCharsets.UTF_8), EventSlices.Slice::user)
                .containsExactly(
                        tuple(events.json(7), events.user(7)),
                        tuple(events.json(8), events.user(8)),
                        tuple(events.json(9), events.user(9)));
    }

    @Test
    void takesASingleEvent() throws IOException {
        assertThat(EventSlices.of(bytes(events.json(7))))
                .singleElement()
                .extracting(EventSlices.Slice::user)
                .isEqualTo(events.user(7));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
