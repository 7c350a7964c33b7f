package io.caravan.behavior.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.caravan.behavior.realtime.RealtimeTruth.Event;
import io.caravan.testing.ClickHouseQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Figures by group, as a statement gives them and as the events that happened make them.
 *
 * @param statement answers the columns of the group, separated by blanks in one column, and then the figures
 * @param group of an event; null when it is in none
 */
record Figures(String statement, Function<Event, String> group, List<ToDoubleFunction<List<Event>>> figures) {

    private static final double SLACK = 1e-4;

    static final ToDoubleFunction<List<Event>> EVENTS = List::size;
    static final ToDoubleFunction<List<Event>> IMPRESSIONS = count("impression"::equals);
    static final ToDoubleFunction<List<Event>> CLICKS = count("click"::equals);
    static final ToDoubleFunction<List<Event>> CONVERSIONS = count("order"::equals);
    static final ToDoubleFunction<List<Event>> USERS = distinct(Event::user);
    static final ToDoubleFunction<List<Event>> ITEMS = distinct(Event::item);
    static final ToDoubleFunction<List<Event>> CONVERTED_USERS = events -> USERS.applyAsDouble(
            events.stream().filter(event -> event.action().equals("order")).toList());
    static final ToDoubleFunction<List<Event>> WATCHED = events -> events.stream()
            .map(Event::watched)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum();
    /** NaN when none tells it, as ClickHouse's NULL is read. */
    static final ToDoubleFunction<List<Event>> COMPLETION = events -> events.stream()
            .map(Event::completion)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(Double.NaN);

    static final ToDoubleFunction<List<Event>> FIRST =
            events -> events.stream().mapToLong(Event::time).min().orElse(0);
    static final ToDoubleFunction<List<Event>> LAST =
            events -> events.stream().mapToLong(Event::time).max().orElse(0);

    static String date(Event event) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(event.time()), ZoneOffset.UTC)
                .toString();
    }

    /** Epoch seconds of its begin. */
    static long hour(Event event) {
        return Instant.ofEpochMilli(event.time()).truncatedTo(ChronoUnit.HOURS).getEpochSecond();
    }

    void compare(ClickHouseQuery sql, List<Event> happened) {
        Map<String, List<Double>> found = new TreeMap<>();
        for (String line : sql.lines(statement)) {
            String[] columns = line.split("\t");
            found.put(
                    columns[0],
                    List.of(columns).subList(1, columns.length).stream()
                            .map(text -> text.equals("\\N") ? Double.NaN : Double.parseDouble(text))
                            .toList());
        }
        Map<String, List<Event>> groups =
                happened.stream().filter(event -> group.apply(event) != null).collect(Collectors.groupingBy(group));
        assertThat(found).as(statement).containsOnlyKeys(groups.keySet());
        groups.forEach((key, events) -> {
            for (int i = 0; i < figures.size(); i++) {
                double truth = figures.get(i).applyAsDouble(events);
                assertThat(found.get(key).get(i))
                        .as("figure %d of %s in %s", i, key, statement)
                        .satisfiesAnyOf(shown -> assertThat(shown).isEqualTo(truth, within(SLACK)), shown -> assertThat(
                                        shown.isNaN() && Double.isNaN(truth))
                                .isTrue());
            }
        });
    }

    private static ToDoubleFunction<List<Event>> count(Predicate<String> action) {
        return events ->
                events.stream().filter(event -> action.test(event.action())).count();
    }

    private static ToDoubleFunction<List<Event>> distinct(Function<Event, String> of) {
        return events -> events.stream().map(of).distinct().count();
    }
}
