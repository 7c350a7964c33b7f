package io.caravan.behavior;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stood in the same place before, a text is what its bytes say. */
class RecurringTextsTest {

    /** Many more than are remembered, of which "Aa" and "BB", and what is made of them, have the same hash code. */
    private static final List<String> TEXTS = Stream.concat(
                    Stream.of("", "é", "日本", "x".repeat(64), "x".repeat(65), "AaAa", "BBBB", "AaBB", "BBAa"),
                    IntStream.range(0, 2000).mapToObj(i -> "tenant-" + i))
            .toList();

    @Test
    void aTextIsWhatItsBytesSay() {
        var texts = new RecurringTexts();
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            byte[] bytes = ("before" + text + "behind").getBytes(UTF_8);
            int length = text.getBytes(UTF_8).length;
            assertThat(texts.of(bytes, "before".length(), length)).isEqualTo(text);
        }
    }

    @Test
    void aTextThatRecursIsMadeOnce() {
        var texts = new RecurringTexts();
        byte[] bytes = "a,a".getBytes(UTF_8);

        assertThat(texts.of(bytes, 2, 1)).isSameAs(texts.of(bytes, 0, 1));
    }
}
