package io.caravan.behavior;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordTest {

    private static final int BEFORE = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 40})
    void aWordIsThereWhenEachOfItsBytesIs(int length) {
        String text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".substring(0, length);
        var word = new Word(text);
        byte[] there = ("???" + text + "!").getBytes(StandardCharsets.US_ASCII);

        assertThat(word.isAt(there, BEFORE)).isTrue();
        assertThat(word.isAt(there, BEFORE - 1)).isFalse();
        for (int i = 0; i < length; i++) {
            byte[] other = there.clone();
            other[BEFORE + i] ^= 0x20;
            assertThat(word.isAt(other, BEFORE)).as("byte %d differs", i).isFalse();
        }
    }

    @Test
    void aWordThatGoesBeyondTheEndIsNotThere() {
        byte[] bytes = "tenant_id".getBytes(StandardCharsets.US_ASCII);
        assertThat(new Word("tenant_id").isAt(bytes, 0)).isTrue();
        assertThat(new Word("tenant_ids").isAt(bytes, 0)).isFalse();
        assertThat(new Word("id").isAt(bytes, bytes.length - 1)).isFalse();
    }
}
