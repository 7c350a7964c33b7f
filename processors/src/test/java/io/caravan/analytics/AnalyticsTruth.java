package io.caravan.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Random events of which all that analytics tells can be computed here, one by one. */
final class AnalyticsTruth {

    static final Set<String> CONVERSIONS = Set.of("order", "payment", "purchase");
    private static final List<String> ACTIONS = List.of(
            "impression", "impression", "impression", "impression", "click", "click", "view", "order", "purchase");
    private static final List<String> GROUPS = List.of("control", "new", "newer");

    /** Milliseconds; more than there are events at once. */
    private static final int SLOT = 5_000;

    private final Random random;
    private final List<Event> events = new ArrayList<>();

    record Event(
            String id,
            String tenant,
            String scenario,
            String user,
            String item,
            String action,
            Instant at,
            String experiment,
            String group) {

        String json() {
            return """
                    {"event_id":"%s","tenant_id":"%s","scenario_id":"%s","user_id":"%s","item_id":"%s","action_type":"%s",
                     "timestamp":%d,"experiment_id":"%s","experiment_group":"%s"}""".formatted(id, tenant, scenario, user, item, action, at.toEpochMilli(), experiment, group);
        }
    }

    AnalyticsTruth(long seed) {
        this.random = new Random(seed);
    }

    /** Events at random moments, no two of a user at the same. */
    List<Event> happen(int count, Instant from, Instant to) {
        List<Event> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "event-" + (events.size() + i);
            int user = random.nextInt(60);
            boolean tried = user % 3 > 0 && random.nextBoolean();
            long slots = Duration.between(from, to).toMillis() / SLOT;
            Instant at = from.plusMillis(random.nextLong(slots) * SLOT + i);
            some.add(new Event(
                    id,
                    random.nextInt(5) == 0 ? "other" : "acme",
                    "scenario-" + random.nextInt(3),
                    "user-" + user,
                    "item-" + random.nextInt(25),
                    ACTIONS.get(random.nextInt(ACTIONS.size())),
                    at,
                    tried ? "ranking" : "",
                    tried ? GROUPS.get(user / 3 % 3) : ""));
        }
        events.addAll(some);
        return some;
    }

    int size() {
        return events.size();
    }

    /** Of the tenant acme. */
    List<Event> of(String scenario, Instant from, Instant to) {
        return events.stream()
                .filter(event -> event.tenant().equals("acme"))
                .filter(event -> scenario == null || event.scenario().equals(scenario))
                .filter(event -> !event.at().isBefore(from) && event.at().isBefore(to))
                .toList();
    }

    static long count(List<Event> events, String what) {
        return events.stream().filter(is(what)).count();
    }

    static Predicate<Event> is(String what) {
        return switch (what) {
            case "impressions" -> event -> event.action().equals("impression");
            case "clicks" -> event -> event.action().equals("click");
            case "conversions" -> event -> CONVERSIONS.contains(event.action());
            default -> event -> true;
        };
    }

    static long distinct(List<Event> events, Function<Event, String> of) {
        return events.stream().map(of).distinct().count();
    }

    /** Percent; null without a whole. */
    static Double percent(long part, long whole) {
        return whole == 0 ? null : 100.0 * part / whole;
    }

    /** How many users got as far as each step, by trying every first event there is. */
    static long[] funnel(List<Event> events, List<String> steps, Duration within) {
        long[] reached = new long[steps.size()];
        byUser(events).values().forEach(own -> {
            int level = furthest(own, steps, within);
            for (int i = 0; i < level; i++) {
                reached[i]++;
            }
        });
        return reached;
    }

    static Map<String, List<Event>> byUser(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::at))
                .collect(Collectors.groupingBy(Event::user, TreeMap::new, Collectors.toList()));
    }

    private static int furthest(List<Event> own, List<String> steps, Duration within) {
        int furthest = 0;
        for (int first = 0; first < own.size(); first++) {
            int level = 0;
            for (Event event : own.subList(first, own.size())) {
                boolean inTime = !event.at().isAfter(own.get(first).at().plus(within));
                if (level < steps.size() && inTime && event.action().equals(steps.get(level))) {
                    level++;
                } else if (level == 0) {
                    break;
                }
            }
            furthest = Math.max(furthest, level);
        }
        return furthest;
    }

    /** Users by day of the first event ever and by days since; or of every day with an event. */
    Map<LocalDate, Map<Integer, Long>> retention(ZoneId zone, boolean newcomers) {
        Map<LocalDate, Map<Integer, Long>> cohorts = new HashMap<>();
        byUser(of(null, Instant.MIN, Instant.MAX)).values().forEach(own -> {
            List<LocalDate> days = own.stream()
                    .map(event -> LocalDate.ofInstant(event.at(), zone))
                    .distinct()
                    .toList();
            for (LocalDate cohort : newcomers ? days.subList(0, 1) : days) {
                days.stream().filter(day -> !day.isBefore(cohort)).forEach(day -> cohorts.computeIfAbsent(
                                cohort, c -> new HashMap<>())
                        .merge((int) (day.toEpochDay() - cohort.toEpochDay()), 1L, Long::sum));
            }
        });
        return cohorts;
    }
}
