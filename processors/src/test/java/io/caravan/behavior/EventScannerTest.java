package io.caravan.behavior;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.clickhouse.block.Block;
import io.caravan.hub.deadletter.UnusableException;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the scanner takes, it reads as Jackson does; the rest it leaves alone. */
class EventScannerTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String PLAIN =
            "{\"event_id\":\"e\",\"tenant_id\":\"t\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\","
                    + "\"action_type\":\"view\",\"timestamp\":1795202195183";

    private final BehaviorRows rows = new BehaviorRows(JSON);
    private final EventScanner scanner = new EventScanner();

    @Test
    void randomEventsAreReadAsJacksonReadsThem() {
        List<Made> events = new EventMaker(3, "scan", Instant.ofEpochMilli(1795202195183L)).make(20_000);

        long taken = events.stream()
                .filter(event -> takenAsJacksonDoes(event.json().getBytes(UTF_8)))
                .count();

        assertThat(taken).isGreaterThan(200);
    }

    @Test
    void whatTheIntakeWritesIsTaken() {
        String full = PLAIN + ",\"received_at\":1795202195190,\"context\":{\"device_type\":\"mobile\",\"os\":\"iOS\","
                + "\"location\":\"上海\",\"ip\":\"1.2.3.4\",\"user_agent\":\"Mozilla/5.0 (X)\"},\"experiment_id\":\"x\","
                + "\"experiment_group\":\"b\",\"position\":3,\"duration\":12.5,\"watch_duration\":0.25,"
                + "\"completion_rate\":0.75,\"extra_data\":\"plain\"}";

        assertThat(takenAsJacksonDoes(full.getBytes(UTF_8))).isTrue();
        assertThat(takenAsJacksonDoes((PLAIN + "}").getBytes(UTF_8))).isTrue();
        assertThat(takenAsJacksonDoes((PLAIN + ",\"extra_data\":{\"n\":7,\"of\":[\"x\",{\"y\":-3}]}}").getBytes(UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"mood\":1}",
                ",\"os\":\"x\"}",
                ",\"context\":{\"user_id\":\"x\"}}",
                ",\"context\":{}}",
                ",\"context\":null}",
                ",\"context\":{},\"context\":{}}",
                ",\"user_id\":\"again\"}",
                ",\"position\":-1}",
                ",\"position\":99999999999}",
                ",\"position\":1.0}",
                ",\"position\":01}",
                ",\"position\":\"1\"}",
                ",\"duration\":1e3}",
                ",\"duration\":1.}",
                ",\"duration\":.5}",
                ",\"duration\":NaN}",
                ",\"completion_rate\":null}",
                ",\"extra_data\":{\"a\":1}}",
                ",\"extra_data\":{}}",
                ",\"extra_data\":[]}",
                ",\"extra_data\":[1,-2,\"x\",true,false,null,{\"a\":{\"a\":[]}}]}",
                ",\"extra_data\":{\"a\":{\"b\":1,\"c\":2},\"b\":{\"b\":1},\"c\":[{\"a\":1},{\"a\":2}]}}",
                ",\"extra_data\":{\"a\":1,\"a\":2}}",
                ",\"extra_data\":{\"a\":{\"b\":1,\"b\":2}}}",
                ",\"extra_data\":{\"a\":{\"x\":1},\"x\":2,\"a\":3}}",
                ",\"extra_data\":{\"a\":-0}}",
                ",\"extra_data\":{\"a\":-01}}",
                ",\"extra_data\":{\"a\":1.50}}",
                ",\"extra_data\":{\"a\":1e2}}",
                ",\"extra_data\":{\"a\":999999999999999999}}",
                ",\"extra_data\":{\"a\":9999999999999999999}}",
                ",\"extra_data\":{\"a\": 1}}",
                ",\"extra_data\":{\"\u4e0a\":\"\u6d77\"}}",
                ",\"extra_data\":7}",
                ",\"extra_data\":null}",
                ",\"extra_data\":{\"a\":1,}}",
                ",\"extra_data\":[1,]}",
                ",\"extra_data\":{\"a\"}}",
                ",\"extra_data\":[1}}",
                ",\"extra_data\":\"{\\\"a\\\":1}\"}",
                ",\"experiment_id\":\"a\\u0041\"}",
                ",\"experiment_id\":\"tab\tinside\"}",
                ",\"received_at\":0}",
                ",\"received_at\":123456789012345678}",
                ", \"position\":1}",
                ",}",
                "",
                "}}",
                "} ",
                "}x"
            })
    void oddOnesAreLeftToJacksonOrReadTheSame(String end) {
        takenAsJacksonDoes((PLAIN + end).getBytes(UTF_8));
        takenAsJacksonDoes((PLAIN.replace("\"u\"", "\" \"") + end).getBytes(UTF_8));
        takenAsJacksonDoes((PLAIN.replace("view", "VIEW") + end).getBytes(UTF_8));
        takenAsJacksonDoes((PLAIN.replace("\"timestamp\"", "\"received_at\"") + end).getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNoTextAreLeftToJackson() {
        Stream.of(new byte[] {(byte) 0xC3}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, new byte[] {(byte) 0xFF
                })
                .forEach(bad -> {
                    byte[] event = (PLAIN + ",\"experiment_id\":\"?????\"}").getBytes(UTF_8);
                    System.arraycopy(bad, 0, event, event.length - 2 - bad.length, bad.length);
                    assertThat(scanner.scan(event)).isFalse();
                });
        assertThat(scanner.scan(new byte[0])).isFalse();
        byte[] whole = (PLAIN + ",\"context\":{\"os\":\"x\"}}").getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(scanner.scan(java.util.Arrays.copyOf(whole, length))).isFalse();
        }
    }

    private boolean takenAsJacksonDoes(byte[] event) {
        if (!scanner.scan(event)) {
            return false;
        }
        Block scanned = rows.newBlock();
        scanner.writeTo(scanned, "topic".getBytes(UTF_8), 7, 99);
        Block read = rows.newBlock();
        try {
            Object[] row = rows.row(event, "topic", 7, 99);
            read.add(row);
            assertThat(scanned.toBytes()).as(new String(event, UTF_8)).isEqualTo(read.toBytes());
            assertThat(scanner.key(new EventKey())).isEqualTo(BehaviorRows.keyOf(row, new EventKey()));
        } catch (UnusableException e) {
            throw new AssertionError("Jackson refuses " + new String(event, UTF_8), e);
        }
        return true;
    }
}
