package io.caravan.behavior.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is read fast is what is read in detail, of whatever is there. */
class OccurrencesTest {

    private static final String EVENT =
            "{\"event_id\":\"e\",\"tenant_id\":\"t\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\",\"action_type\":\"view\","
                    + "\"timestamp\":1790000000000}";

    private final Occurrences occurrences = new Occurrences(JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "}|,\"received_at\":1789999999000}",
                "}|,\"received_at\":1790000001000}",
                "}|,\"watch_duration\":1.0005,\"completion_rate\":0.81}",
                "}|,\"watch_duration\":12,\"completion_rate\":1}",
                "}|,\"watch_duration\":null,\"completion_rate\":null}",
                "}|,\"watch_duration\":1e3}",
                "view|View",
                "\"u\"|\"ü\\u0041\"",
                "\"u\"|\"日本\"",
                "\"u\"|\" \"",
                "\"u\"|null",
                "\"user_id\":\"u\",|",
                "\"event_id\"|\"eventId\"",
                "}|,\"extra_data\":{\"n\":[1,{\"a\":\"}\"}]}}",
                "}|,\"context\":{\"os\":\"x\"}}",
                "}|,\"new\":1}",
                "1790000000000|\"1790000000000\"",
                "}|",
                "{|[",
            })
    void readsTheSameFast(String change) {
        String[] parts = change.split("\\|", -1);
        assertAlike(change.isEmpty() ? EVENT : EVENT.replace(parts[0], parts[1]));
    }

    @Test
    void readsBrokenBytesTheSame() {
        var random = new Random(5);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            var bytes = EVENT.getBytes(UTF_8);
            IntStream.rangeClosed(0, random.nextInt(3))
                    .forEach(times -> bytes[random.nextInt(bytes.length)] = (byte) (' ' + random.nextInt(95)));
            texts.add(new String(bytes, UTF_8));
        }
        texts.forEach(this::assertAlike);
        assertThat(texts.stream()
                        .filter(text ->
                                occurrences.read(text.getBytes(UTF_8), 7).isPresent()))
                .as("some are still events")
                .isNotEmpty();
    }

    private void assertAlike(String text) {
        byte[] value = text.getBytes(UTF_8);
        assertThat(occurrences.read(value, 7)).as(text).isEqualTo(occurrences.readInDetail(value, 7));
    }
}
