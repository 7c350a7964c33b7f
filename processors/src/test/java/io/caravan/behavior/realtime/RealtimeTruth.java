package io.caravan.behavior.realtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Makes events of one tenant, and computes from them in plain Java what every realtime figure must be. Safe for use by
 * several threads.
 */
public final class RealtimeTruth {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Double> WEIGHTS = Map.of(
            "impression", 0.5, "click", 2.0, "view", 1.0, "like", 3.0, "share", 6.0, "order", 1.0, "dislike", 0.0);

    private final List<Event> happened = new ArrayList<>();
    private final Set<Long> times = new HashSet<>();
    private final String tenant;
    private final Random random;
    private int made;

    public RealtimeTruth(String tenant, long seed) {
        this.tenant = tenant;
        this.random = new Random(seed);
    }

    /**
     * @param experiment null when the event is of none
     * @param group of the experiment, null likewise
     */
    public record Event(
            String id,
            String tenant,
            String scenario,
            String user,
            String item,
            String action,
            long time,
            Double watched,
            Double completion,
            String experiment,
            String group) {

        public String json() {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event_id", id);
            event.put("tenant_id", tenant);
            event.put("scenario_id", scenario);
            event.put("user_id", user);
            event.put("item_id", item);
            event.put("action_type", action);
            event.put("timestamp", time);
            event.put("watch_duration", watched);
            event.put("completion_rate", completion);
            event.put("experiment_id", experiment);
            event.put("experiment_group", group);
            return text(event);
        }
    }

    /** So many new events of the last minutes, which count from now on. */
    public synchronized List<Event> happen(int count, int minutes) {
        List<Event> events = Stream.generate(() -> event(random.nextInt(minutes * 60_000)))
                .limit(count)
                .toList();
        happened.addAll(events);
        return events;
    }

    /** An event of so long ago that it is in no window. It is a recent event of its user all the same. */
    synchronized Event old() {
        Event event = event(3 * 3_600_000);
        happened.add(event);
        return event;
    }

    private Event event(int millisAgo) {
        List<String> actions = List.of("impression", "click", "view", "like", "share", "order", "dislike");
        String experiment = random.nextBoolean() ? "experiment-" + random.nextInt(2) : null;
        return new Event(
                "event-" + made++,
                tenant,
                "scenario-" + random.nextInt(2),
                "user-" + random.nextInt(30),
                "item-" + random.nextInt(12),
                actions.get(random.nextInt(actions.size())),
                time(millisAgo),
                random.nextBoolean() ? random.nextInt(100_000) / 1000.0 : null,
                random.nextBoolean() ? random.nextInt(101) / 100.0 : null,
                experiment,
                experiment == null ? null : "group-" + random.nextInt(2));
    }

    /** No two events happen at once, so that it is known which is the newer one. */
    private long time(int millisAgo) {
        long time = System.currentTimeMillis() - millisAgo;
        while (!times.add(time)) {
            time--;
        }
        return time;
    }

    public String tenant() {
        return tenant;
    }

    /** All that happened so far. */
    public synchronized List<Event> happened() {
        return List.copyOf(happened);
    }

    /** Sum, share or mean, as the API shows it. */
    Map<String, Object> metrics(String scenario) {
        List<Event> in = inWindow(scenario);
        long impressions = count(in, "impression");
        long views = count(in, "view");
        Map<String, Object> metrics = new TreeMap<>();
        metrics.put("impressions", impressions);
        metrics.put("clicks", count(in, "click"));
        metrics.put("views", views);
        metrics.put("conversions", count(in, "order"));
        metrics.put("active_users", in.stream().map(Event::user).distinct().count());
        metrics.put(
                "exposed_items",
                in.stream().filter(is("impression")).map(Event::item).distinct().count());
        metrics.put("ctr", rate(count(in, "click"), impressions));
        metrics.put("conversion_rate", rate(count(in, "order"), impressions));
        metrics.put("engagement_rate", rate(count(in, "like") + count(in, "share"), views));
        metrics.put(
                "completion_rate",
                rate(
                        in.stream()
                                .filter(e -> e.completion() != null && e.completion() > 0.8)
                                .count(),
                        in.stream().filter(e -> e.completion() != null).count()));
        List<Double> watched =
                in.stream().map(Event::watched).filter(w -> w != null).toList();
        metrics.put(
                "avg_watch_duration",
                watched.isEmpty() ? null : watched.stream().mapToDouble(w -> w).sum() / watched.size());
        return metrics;
    }

    /** Scores by item, when an event counts half after 30 minutes. */
    Map<String, Double> hotItems(String scenario) {
        long thisMinute = System.currentTimeMillis() / 60_000;
        return inWindow(scenario).stream()
                .filter(event -> WEIGHTS.get(event.action()) > 0)
                .collect(Collectors.groupingBy(
                        Event::item,
                        Collectors.summingDouble(event -> WEIGHTS.get(event.action())
                                * Math.exp(-33 * (thisMinute - event.time() / 60_000) / 1440.0))));
    }

    /** As time and item, newest first. */
    List<String> recent(String user, int limit) {
        return happened().stream()
                .filter(event -> event.user().equals(user))
                .sorted(Comparator.comparingLong(Event::time).reversed())
                .limit(limit)
                .map(event -> Instant.ofEpochMilli(event.time()) + " " + event.item() + " " + event.action())
                .toList();
    }

    private List<Event> inWindow(String scenario) {
        long begin = (System.currentTimeMillis() / 60_000 - 59) * 60_000;
        return happened().stream()
                .filter(event -> event.scenario().equals(scenario) && event.time() >= begin)
                .toList();
    }

    private static long count(List<Event> events, String action) {
        return events.stream().filter(is(action)).count();
    }

    private static Predicate<Event> is(String action) {
        return event -> event.action().equals(action);
    }

    private static Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    public static String array(List<Event> events) {
        return events.stream().map(Event::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
