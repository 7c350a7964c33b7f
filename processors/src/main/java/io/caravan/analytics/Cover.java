package io.caravan.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.caravan.hub.question.BadParameter;

/**
 * What a range is added up from: aggregates of whole days and hours of UTC where they lie within one bucket, the events
 * themselves where an edge cuts an hour. Together they are the range, each moment once.
 *
 * @param starts of the buckets, ascending; the first is the begin of the range
 * @param to exclusive
 * @param days from aggregates of days
 * @param cut hours that an edge cuts; their begins
 * @param levels the aggregates that may be used
 */
record Cover(List<Instant> starts, Instant to, List<LocalDate> days, List<Instant> cut, Set<Level> levels) {

    /** Aggregates, and what they are made of. */
    enum Level {
        DAYS,
        HOURS,
        EVENTS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Partitions of events are dropped a day later. */
    private static final int DAYS_OF_EVENTS = 90;

    private static final int MOST_CUT_HOURS = 31 * 24;

    static Cover of(List<Instant> starts, Instant to, Set<Level> levels) {
        List<LocalDate> days = new ArrayList<>();
        Set<Instant> cut = new TreeSet<>();
        for (int i = 0; i < starts.size(); i++) {
            Instant from = starts.get(i);
            Instant end = i + 1 < starts.size() ? starts.get(i + 1) : to;
            cut(from, cut);
            cut(end, cut);
            LocalDate day = LocalDate.ofInstant(from.plus(1, ChronoUnit.DAYS).minusNanos(1), ZoneOffset.UTC);
            LocalDate last = LocalDate.ofInstant(end, ZoneOffset.UTC);
            for (; levels.contains(Level.DAYS) && day.isBefore(last); day = day.plusDays(1)) {
                days.add(day);
            }
        }
        return new Cover(starts, to, days, List.copyOf(cut), levels);
    }

    private static void cut(Instant edge, Set<Instant> cut) {
        Instant hour = edge.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(edge)) {
            cut.add(hour);
        }
    }

    Instant from() {
        return starts.get(0);
    }

    /** Those of the levels that have a part in it. */
    List<Level> used() {
        return levels.stream().sorted().filter(this::uses).toList();
    }

    private boolean uses(Level level) {
        long hours = Duration.between(
                        from().truncatedTo(ChronoUnit.HOURS),
                        to.plus(1, ChronoUnit.HOURS).minusNanos(1).truncatedTo(ChronoUnit.HOURS))
                .toHours();
        long outside = hours - 24L * days.size();
        return switch (level) {
            case DAYS -> !days.isEmpty();
            case HOURS -> outside > cut.size();
            case EVENTS -> levels.contains(Level.HOURS) ? !cut.isEmpty() : outside > 0;
        };
    }

    /** Whether the events that it needs are kept. */
    boolean kept(Clock clock) {
        return !used().contains(Level.EVENTS)
                || !firstOfEvents().isBefore(clock.instant().minus(DAYS_OF_EVENTS, ChronoUnit.DAYS));
    }

    private Instant firstOfEvents() {
        if (levels.contains(Level.HOURS)) {
            return cut.get(0);
        }
        Instant firstDay =
                days.isEmpty() ? null : days.get(0).atStartOfDay(ZoneOffset.UTC).toInstant();
        return from().equals(firstDay)
                ? days.get(days.size() - 1)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : from();
    }

    /** @throws io.caravan.hub.http.ProblemException 400 when it needs too many events, or some that are kept no more */
    Cover checked(Clock clock) {
        if (cut.size() > MOST_CUT_HOURS) {
            throw BadParameter.range(
                    "from and to may be at most 31 days apart here: the range, the granularity or the zone"
                            + " does not fit whole hours of UTC, so that events are looked at.");
        }
        if (!kept(clock)) {
            throw BadParameter.range(
                    "Events are kept for " + DAYS_OF_EVENTS + " days: before that, from and to must lie on" + " whole "
                            + (levels.contains(Level.HOURS) ? "hours" : "days") + " of UTC.");
        }
        return this;
    }
}
