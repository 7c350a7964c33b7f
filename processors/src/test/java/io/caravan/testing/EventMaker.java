package io.caravan.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Makes random events, of which it is known what must be stored. The same seed makes the same events. */
public final class EventMaker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ACTIONS = List.of("impression", "click", "view", "play", "like", "purchase");
    private static final List<String> DEVICES = List.of("mobile", "pc", "tablet", "tv");
    private static final String TEXT = "aZ09 _-/\\\"'\t\nß€漢😀";

    private final Random random;
    private final Instant latest;
    private final String prefix;
    private int made;

    /**
     * An event as a client sends it, and its row by column name. A column that is not there must hold its default.
     */
    public record Made(String id, String json, Map<String, Object> row) {}

    /** @param prefix tells the events of this maker from those of others */
    public EventMaker(long seed, String prefix, Instant latest) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.latest = latest;
    }

    public List<Made> make(int count) {
        return IntStream.range(0, count).mapToObj(i -> make()).toList();
    }

    /** The bodies of several events as the body of one request. */
    public static String array(List<Made> events) {
        return events.stream().map(Made::json).collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    private Made make() {
        Map<String, Object> row = new TreeMap<>();
        row.put("event_id", prefix + "-" + made++);
        row.put("tenant_id", "tenant-" + random.nextInt(3));
        row.put("scenario_id", "scenario-" + random.nextInt(4));
        row.put("user_id", "user-" + random.nextInt(200));
        row.put("item_id", text().isBlank() ? "item" : "item-" + random.nextInt(50));
        row.put("action_type", ACTIONS.get(random.nextInt(ACTIONS.size())));
        row.put("timestamp", latest.minusMillis(random.nextInt(3 * 86_400_000)).toEpochMilli());
        Map<String, Object> event = new TreeMap<>(row);
        Map<String, Object> context = new TreeMap<>();
        maybe(context, "device_type", DEVICES.get(random.nextInt(DEVICES.size())));
        for (String name : List.of("os", "location", "ip", "user_agent")) {
            maybe(context, name, text());
        }
        row.putAll(context);
        if (!context.isEmpty() || random.nextBoolean()) {
            event.put("context", context);
        }
        for (String name : List.of("experiment_id", "experiment_group")) {
            both(row, event, name, text());
        }
        both(row, event, "position", random.nextInt(1000));
        both(row, event, "duration", random.nextDouble() * 1000);
        both(row, event, "watch_duration", random.nextDouble());
        both(row, event, "completion_rate", random.nextInt(101) / 100.0);
        if (random.nextBoolean()) {
            Map<String, Object> extra = Map.of(text(), List.of(random.nextInt(), text()));
            event.put("extra_data", random.nextBoolean() ? extra : json(extra));
            row.put("extra_data", json(extra));
        }
        return new Made((String) row.get("event_id"), json(event), row);
    }

    private void both(Map<String, Object> row, Map<String, Object> event, String name, Object value) {
        if (random.nextBoolean()) {
            row.put(name, value);
            event.put(name, value);
        }
    }

    private void maybe(Map<String, Object> map, String name, Object value) {
        if (random.nextBoolean()) {
            map.put(name, value);
        }
    }

    private String text() {
        int[] points = TEXT.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
