package io.caravan.behavior.realtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What occurrences change in Redis, by key; as arguments of the script apply.lua, which tells what stands where. */
final class Changes {

    /** A bucket outlives its window by this, so that no clock that is a little off misses it. */
    private static final long SLACK_MINUTES = 5;

    private static final long MINUTE = 60_000L;
    private static final long DAY = 86_400_000L;
    private static final double COMPLETE = 0.8;

    /** A user's list lives longer by this part of its time to live, so that not every entry has to prolong it. */
    private static final int PROLONGED = 100;

    private static final String WINDOW = "window";

    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final String generation;
    private final long now;
    private final RecentEntries entries;
    private final Map<Place, Map<Long, Bucket>> buckets = new HashMap<>();
    private final Map<String, Seen> seenByKey = new HashMap<>();
    private final Map<String, List<Occurrence>> recent = new LinkedHashMap<>();

    Changes(RealtimeSettings settings, RealtimeKeys keys, String generation, long now, ObjectMapper json) {
        this.settings = settings;
        this.keys = keys;
        this.generation = generation;
        this.now = now;
        this.entries = new RecentEntries(json);
    }

    /** A minute of a place. */
    private static final class Bucket {
        private final Map<String, Long> sums = new HashMap<>();
        private final Set<String> users = new HashSet<>();
        private final Set<String> exposed = new HashSet<>();
        private final Map<String, Map<String, Long>> itemsByAction = new HashMap<>();

        private void sum(String field, long number) {
            sums.merge(field, number, Long::sum);
        }
    }

    /** Ids of a minute. */
    private record Seen(long minute, List<String> ids) {}

    /** Whether an event of that minute is still in a window. */
    static boolean inWindow(long minute, int minutes, long now) {
        return minute > Math.floorDiv(now, MINUTE) - minutes;
    }

    /** @param seen key of the ids of its minute; null when ids of that minute are not remembered */
    void add(Occurrence event, String seen) {
        long minute = event.minute();
        if (inWindow(minute, settings.longestMinutes(), now)) {
            count(
                    event,
                    buckets.computeIfAbsent(event.place(), place -> new HashMap<>())
                            .computeIfAbsent(minute, any -> new Bucket()));
        }
        if (seen != null) {
            seenByKey
                    .computeIfAbsent(seen, key -> new Seen(minute, new ArrayList<>()))
                    .ids()
                    .add(id(event));
        }
        remember(RealtimeKeys.recent(event.place().tenant(), event.user()), event);
        if (settings.recent().alias()) {
            remember(RealtimeKeys.recentAlias(event.user()), event);
        }
    }

    /** The id among the ids of all tenants. */
    static String id(Occurrence event) {
        return Place.encode(event.place().tenant()) + ":" + event.id();
    }

    private void count(Occurrence event, Bucket bucket) {
        if (inWindow(event.minute(), settings.metricsMinutes(), now)) {
            metrics(event, bucket);
        }
        if (inWindow(event.minute(), settings.hotMinutes(), now)) {
            bucket.itemsByAction
                    .computeIfAbsent(event.action(), action -> new HashMap<>())
                    .merge(event.item(), 1L, Long::sum);
        }
    }

    private static void metrics(Occurrence event, Bucket bucket) {
        bucket.sum("action:" + event.action(), 1);
        bucket.users.add(event.user());
        if (event.action().equals("impression")) {
            bucket.exposed.add(event.item());
        }
        if (event.watchMillis() != null) {
            bucket.sum("watched", 1);
            bucket.sum("watch_millis", event.watchMillis());
        }
        if (event.completion() != null) {
            bucket.sum("rated", 1);
            if (event.completion() > COMPLETE) {
                bucket.sum("completed", 1);
            }
        }
    }

    private void remember(String key, Occurrence event) {
        recent.computeIfAbsent(key, any -> new ArrayList<>(1)).add(event);
    }

    void addTo(Arguments arguments) {
        buckets.forEach((place, minutes) -> {
            String prefix = keys.buckets(generation, place);
            minutes.forEach((minute, bucket) -> bucket(arguments, prefix, minute, bucket));
        });
        if (!buckets.isEmpty()) {
            latest(arguments);
        }
        seenByKey.forEach((key, seen) -> arguments
                .begin("members")
                .add(key)
                .add((seen.minute() + SLACK_MINUTES) * MINUTE
                        + settings.rememberIds().toMillis())
                .addAll(seen.ids()));
        recent.forEach((key, events) -> recent(arguments, key, events));
    }

    private void bucket(Arguments arguments, String prefix, long minute, Bucket bucket) {
        String key = prefix + minute;
        long until = (minute + settings.longestMinutes() + SLACK_MINUTES) * MINUTE;
        if (!bucket.sums.isEmpty()) {
            ofWindow(arguments.begin("sums"), key, ":sums", until, prefix, minute)
                    .addAll(bucket.sums);
            ofWindow(arguments.begin("distinct"), key, ":users", until, prefix, minute)
                    .addAll(bucket.users);
        }
        if (!bucket.exposed.isEmpty()) {
            ofWindow(arguments.begin("distinct"), key, ":exposed", until, prefix, minute)
                    .addAll(bucket.exposed);
        }
        bucket.itemsByAction.forEach((action, items) -> arguments
                .begin("items")
                .add(key + ":items:" + action)
                .add(until)
                .addAll(items));
    }

    /** What metrics.lua also keeps added up over the minutes of the window. */
    private static Arguments ofWindow(
            Arguments arguments, String key, String part, long until, String prefix, long minute) {
        return arguments
                .add(key + part)
                .add(until)
                .add(prefix + WINDOW)
                .add(prefix + WINDOW + part)
                .add(minute);
    }

    private void latest(Arguments arguments) {
        arguments.begin("latest").add(keys.active(generation)).add(now + DAY);
        buckets.forEach((place, minutes) -> arguments.add(place.key()).add(Collections.max(minutes.keySet())));
    }

    private void recent(Arguments arguments, String key, List<Occurrence> events) {
        long ttl = settings.recent().ttl().toMillis();
        long slack = Math.max(1, ttl / PROLONGED);
        arguments
                .begin("recent")
                .add(key)
                .add(now + ttl + slack)
                .add(slack)
                .add(settings.recent().length());
        events.stream()
                .sorted(Comparator.comparingLong(Occurrence::time))
                .skip(Math.max(0, events.size() - settings.recent().length()))
                .forEach(event -> arguments.add(entries.bytes(event)));
    }
}
