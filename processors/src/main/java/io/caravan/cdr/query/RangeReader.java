package io.caravan.cdr.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Point;
import io.caravan.hub.question.Point.Day;
import io.caravan.hub.question.RequestParameters;

/**
 * The parameters {@code from} and {@code to}. Days are whole and both inclusive; times are half-open: from inclusive, to
 * exclusive.
 */
final class RangeReader {

    private final NodeZones zones;
    private final int mostDays;

    /** @param mostDays longest range that may be asked for */
    RangeReader(NodeZones zones, int mostDays) {
        this.zones = zones;
        this.mostDays = mostDays;
    }

    static boolean given(RequestParameters parameters) {
        return parameters.one("from").isPresent() || parameters.one("to").isPresent();
    }

    /**
     * What is left out of the two is filled in: to is today, from is the day before to.
     *
     * @param asOf the moment that decides what today is
     */
    TimeRange read(RequestParameters parameters, ZoneId zone, List<Integer> nodes, Instant asOf) {
        Point to = point(parameters, "to", zone).orElse(new Day(LocalDate.ofInstant(asOf, zone)));
        Point from = point(parameters, "from", zone)
                .orElseGet(() -> new Day(to.day(zone).minusDays(1)));
        Instant first = from.begin(zone);
        Instant last = to.end(zone);
        if (!first.isBefore(last)) {
            throw BadParameter.range("to must be after from; days are inclusive, times are not.");
        }
        if (Duration.between(first, last).compareTo(Duration.ofDays(mostDays).plusHours(2)) > 0) {
            throw BadParameter.range("from and to may be at most " + mostDays + " days apart.");
        }
        if (from instanceof Day a && to instanceof Day b && zones.sameDays(zone, nodes)) {
            return TimeRange.ofBusinessDays(a.day(), b.day());
        }
        return TimeRange.between(first, last);
    }

    private static Optional<Point> point(RequestParameters parameters, String name, ZoneId zone) {
        return parameters.one(name).map(text -> Point.read(name, text, zone));
    }
}
