package io.caravan.behavior;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.Problems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What stands in ClickHouse is what was sent, and what cannot stand there is kept elsewhere. */
class StoredRowsTest {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("device_type", ""),
            Map.entry("os", ""),
            Map.entry("location", ""),
            Map.entry("ip", ""),
            Map.entry("user_agent", ""),
            Map.entry("experiment_id", ""),
            Map.entry("experiment_group", ""),
            Map.entry("position", -1),
            Map.entry("duration", 0.0),
            Map.entry("watch_duration", 0.0),
            Map.entry("completion_rate", -1.0),
            Map.entry("extra_data", ""));

    private static BehaviorHub hub;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        hub.process().start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void everyFieldOfEveryEventIsStored() {
        Instant before = Instant.now();
        List<Made> events = new EventMaker(42, "field", before).make(5_000);
        for (int i = 0; i < events.size(); i += 500) {
            assertThat(hub.process()
                            .post("/api/v1/behaviors", EventMaker.array(events.subList(i, i + 500)))
                            .statusCode())
                    .isEqualTo(202);
        }
        awaitStored("field-", events.size());

        Map<String, JsonNode> rows = hub
                .sql()
                .rows("SELECT *, toUnixTimestamp64Milli(timestamp) AS millis FROM user_behaviors_current"
                        + " WHERE event_id LIKE 'field-%'")
                .stream()
                .collect(Collectors.toMap(row -> row.path("event_id").textValue(), row -> row));
        assertThat(rows).hasSize(events.size());
        for (Made event : events) {
            assertThat(valuesOf(rows.get(event.id()))).as(event.json()).isEqualTo(expected(event));
        }
        assertThat(rows.values())
                .extracting(row -> row.path("received_at").textValue())
                .allMatch(received -> Duration.between(before, Instant.parse(received.replace(' ', 'T') + "Z"))
                                .abs()
                                .toSeconds()
                        < 60);
    }

    @Test
    void everyRowTellsItsRecordInKafka() {
        List<Made> events = new EventMaker(7, "origin", Instant.now()).make(200);
        hub.process().post("/api/v1/behaviors", EventMaker.array(events));
        awaitStored("origin-", events.size());

        Map<String, String> origins = hub.events().records().stream()
                .filter(record -> new String(record.value(), UTF_8).contains("\"origin-"))
                .collect(Collectors.toMap(
                        record -> Problems.json(new String(record.value(), UTF_8))
                                .path("event_id")
                                .textValue(),
                        record -> record.topic() + "\t" + record.partition() + "\t" + record.offset()));
        assertThat(origins).hasSize(events.size());
        assertThat(hub.sql()
                        .lines("SELECT event_id, kafka_topic, kafka_partition, kafka_offset"
                                + " FROM user_behaviors_current WHERE event_id LIKE 'origin-%'"))
                .containsExactlyInAnyOrderElementsOf(origins.entrySet().stream()
                        .map(origin -> origin.getKey() + "\t" + origin.getValue())
                        .toList());
    }

    @Test
    void recordsAreKeyedByUser() {
        List<Made> events = new EventMaker(8, "keyed", Instant.now()).make(100);
        hub.process().post("/api/v1/behaviors", EventMaker.array(events));

        assertThat(hub.events().records())
                .filteredOn(record -> new String(record.value(), UTF_8).contains("\"keyed-"))
                .hasSize(100)
                .allSatisfy(record -> assertThat(new String(record.key(), UTF_8))
                        .isEqualTo(Problems.json(new String(record.value(), UTF_8))
                                .path("user_id")
                                .textValue()));
    }

    @Test
    void theSameEventTwiceIsOneRow() {
        List<Made> events = new EventMaker(9, "twice", Instant.now()).make(300);
        hub.process().post("/api/v1/behaviors", EventMaker.array(events));
        awaitStored("twice-", events.size());
        long before =
                hub.events().ends().values().stream().mapToLong(Long::longValue).sum();
        hub.process().post("/api/v1/behaviors", EventMaker.array(events));
        awaitCommitted();

        assertThat(hub.events().ends().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(before + events.size());
        assertThat(count("twice-")).isEqualTo(events.size());
    }

    @Test
    void aRecordThatIsNoEventIsKeptAndTheOthersAreStored() {
        List<Made> good = new EventMaker(10, "beside", Instant.now()).make(2);
        byte[] noJson = "no JSON \u0000 at all".getBytes(UTF_8);
        byte[] noUser =
                good.get(0).json().replaceAll("\"user_id\":\"[^\"]*\",?", "").getBytes(UTF_8);
        byte[] otherField =
                good.get(0).json().replaceFirst("\\{", "{\"mood\":1,").getBytes(UTF_8);
        byte[] nothing = {};
        int before = hub.deadLetters().records().size();
        long first = hub.events().ends().get(1);
        hub.events()
                .send(
                        1,
                        good.get(0).json().getBytes(UTF_8),
                        noJson,
                        null,
                        nothing,
                        noUser,
                        otherField,
                        "null".getBytes(UTF_8),
                        "[1]".getBytes(UTF_8),
                        good.get(1).json().getBytes(UTF_8));
        awaitCommitted();

        assertThat(count("beside-")).isEqualTo(2);
        List<ConsumerRecord<byte[], byte[]>> all = hub.deadLetters().records();
        List<ConsumerRecord<byte[], byte[]>> letters = all.subList(before, all.size());
        assertThat(letters)
                .extracting(letter -> KafkaTopic.header(letter, "caravan-source"))
                .containsExactly(sources(first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7));
        assertThat(letters).extracting(ConsumerRecord::value).contains(noJson, noUser, otherField, nothing);
        assertThat(letters.stream()
                        .map(letter -> KafkaTopic.header(letter, "caravan-reason"))
                        .toList())
                .allSatisfy(reason -> assertThat(reason).isNotBlank().doesNotContain("io.caravan", "`"))
                .satisfies(reasons -> {
                    assertThat(reasons.get(1)).isEqualTo("the record has no value");
                    assertThat(reasons.get(3)).isEqualTo("user_id is missing");
                    assertThat(reasons.get(4)).isEqualTo("no event: unknown field mood");
                });
    }

    private static String[] sources(long... offsets) {
        return java.util.Arrays.stream(offsets)
                .mapToObj(offset -> hub.events().name() + ":1:" + offset)
                .toArray(String[]::new);
    }

    /** The values that a client can send, from the row; numbers as it sends them. */
    private static Map<String, Object> valuesOf(JsonNode row) {
        Map<String, Object> values = new TreeMap<>();
        row.fields().forEachRemaining(field -> {
            if (!field.getKey().startsWith("kafka_")
                    && !field.getKey().equals("received_at")
                    && !field.getKey().equals("timestamp")) {
                values.put(field.getKey(), value(field.getKey(), field.getValue()));
            }
        });
        return values;
    }

    private static Object value(String column, JsonNode value) {
        return switch (column) {
            case "millis" -> value.asLong();
            case "position" -> value.intValue();
            case "duration", "watch_duration" -> value.doubleValue();
            case "completion_rate" -> value.floatValue();
            default -> value.textValue();
        };
    }

    private static Map<String, Object> expected(Made event) {
        Map<String, Object> expected = new TreeMap<>(DEFAULTS);
        expected.putAll(event.row());
        expected.put("millis", expected.remove("timestamp"));
        expected.computeIfPresent("completion_rate", (name, rate) -> ((Double) rate).floatValue());
        return expected;
    }

    private static void awaitStored(String prefix, long events) {
        await("events stored")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> count(prefix), count -> count >= events);
    }

    private static long count(String prefix) {
        return hub.sql()
                .number("SELECT count() FROM user_behaviors_current WHERE startsWith(event_id, '" + prefix + "')");
    }

    private static void awaitCommitted() {
        await("offsets committed").atMost(Duration.ofSeconds(60)).until(hub::done);
    }
}
