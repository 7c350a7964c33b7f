package io.caravan.behavior.realtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What occurrences change in Redis, by key; the script apply.lua reads it as JSON. */
final class Changes {

    /** A bucket outlives its window by this, so that no clock that is a little off misses it. */
    private static final long SLACK_MINUTES = 5;

    private static final long MINUTE = 60_000L;
    private static final double COMPLETE = 0.8;
    private static final String SUMS = ":sums";
    private static final String USERS = ":users";
    private static final String EXPOSED = ":exposed";
    private static final List<String> METRICS = List.of(SUMS, USERS, EXPOSED);
    private static final String PAST = "past";

    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final String generation;
    private final long now;
    private final ObjectMapper json;
    private final Map<String, Map<String, Object>> byKey = new LinkedHashMap<>();
    private final Map<String, List<Occurrence>> recent = new LinkedHashMap<>();

    Changes(RealtimeSettings settings, RealtimeKeys keys, String generation, long now, ObjectMapper json) {
        this.settings = settings;
        this.keys = keys;
        this.generation = generation;
        this.now = now;
        this.json = json;
    }

    /** Whether an event of that minute is still in a window. */
    static boolean inWindow(long minute, int minutes, long now) {
        return minute > Math.floorDiv(now, MINUTE) - minutes;
    }

    /** @param seen key of the ids of its minute; null when ids of that minute are not remembered */
    void add(Occurrence event, String seen) {
        long minute = event.minute();
        long until = (minute + settings.longestMinutes() + SLACK_MINUTES) * MINUTE;
        String buckets = keys.buckets(generation, event.place());
        String bucket = buckets + minute;
        if (inWindow(minute, settings.metricsMinutes(), now)) {
            metrics(event, bucket, until);
            for (String part : METRICS) {
                tellPast(buckets, minute, part);
            }
        }
        if (inWindow(minute, settings.hotMinutes(), now)) {
            sum(bucket + ":items:" + event.action(), "scores", event.item(), 1, until);
        }
        if (inWindow(minute, settings.longestMinutes(), now)) {
            numbers(keys.active(generation), "latest", now + 86_400_000L)
                    .merge(event.place().key(), minute, Math::max);
        }
        if (seen != null) {
            collect(
                    seen,
                    "members",
                    id(event),
                    minute * MINUTE + settings.rememberIds().toMillis() + SLACK_MINUTES * MINUTE);
        }
        recent.computeIfAbsent(RealtimeKeys.recent(event.place().tenant(), event.user()), key -> new ArrayList<>())
                .add(event);
        if (settings.recent().alias()) {
            recent.computeIfAbsent(RealtimeKeys.recentAlias(event.user()), key -> new ArrayList<>())
                    .add(event);
        }
    }

    /** The id among the ids of all tenants. */
    static String id(Occurrence event) {
        return Place.encode(event.place().tenant()) + ":" + event.id();
    }

    private void metrics(Occurrence event, String bucket, long until) {
        sum(bucket + SUMS, "sums", "action:" + event.action(), 1, until);
        collect(bucket + USERS, "distinct", event.user(), until);
        if (event.action().equals("impression")) {
            collect(bucket + EXPOSED, "distinct", event.item(), until);
        }
        if (event.watchMillis() != null) {
            sum(bucket + SUMS, "sums", "watched", 1, until);
            sum(bucket + SUMS, "sums", "watch_millis", event.watchMillis(), until);
        }
        if (event.completion() != null) {
            sum(bucket + SUMS, "sums", "rated", 1, until);
            if (event.completion() > COMPLETE) {
                sum(bucket + SUMS, "sums", "completed", 1, until);
            }
        }
    }

    /** What of a bucket is also added up with those of other minutes, by metrics.lua. */
    private void tellPast(String buckets, long minute, String part) {
        Map<String, Object> change = byKey.get(buckets + minute + part);
        if (change != null && !change.containsKey("span")) {
            change.put("span", buckets + PAST);
            change.put("past", buckets + PAST + part);
            change.put("minute", minute);
        }
    }

    private void sum(String key, String kind, String field, long number, long until) {
        numbers(key, kind, until).merge(field, number, Long::sum);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Long> numbers(String key, String kind, long until) {
        return (Map<String, Long>) change(key, until).computeIfAbsent(kind, k -> new LinkedHashMap<String, Long>());
    }

    @SuppressWarnings("unchecked")
    private void collect(String key, String kind, String member, long until) {
        ((Set<String>) change(key, until).computeIfAbsent(kind, k -> new LinkedHashSet<String>())).add(member);
    }

    private Map<String, Object> change(String key, long until) {
        return byKey.computeIfAbsent(key, k -> new LinkedHashMap<>(Map.of("ends", until)));
    }

    String toJson() throws JsonProcessingException {
        for (Map.Entry<String, List<Occurrence>> user : recent.entrySet()) {
            Map<String, Object> change =
                    change(user.getKey(), now + settings.recent().ttl().toMillis());
            change.put("length", settings.recent().length());
            change.put("entries", entries(user.getValue()));
        }
        return json.writeValueAsString(byKey);
    }

    private List<String> entries(List<Occurrence> events) throws JsonProcessingException {
        List<Occurrence> latest = events.stream()
                .sorted(Comparator.comparingLong(Occurrence::time))
                .skip(Math.max(0, events.size() - settings.recent().length()))
                .toList();
        List<String> entries = new ArrayList<>(latest.size());
        for (Occurrence event : latest) {
            entries.add(entry(event));
        }
        return entries;
    }

    /** Begins with the time, by which the script orders entries. */
    private String entry(Occurrence event) throws JsonProcessingException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", event.time());
        entry.put("event_id", event.id());
        entry.put("scenario_id", event.place().scenario());
        entry.put("item_id", event.item());
        entry.put("action_type", event.action());
        return json.writeValueAsString(entry);
    }
}
