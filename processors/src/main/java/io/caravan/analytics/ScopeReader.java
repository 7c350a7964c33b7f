package io.caravan.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Point;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Tenants;
import io.caravan.hub.question.Zones;

/**
 * Reads tenant, scenario, zone and range. Days are whole and both inclusive; times are half-open: from inclusive, to
 * exclusive.
 */
final class ScopeReader {

    /** The days that are asked for when the range is left out, today included. */
    static final int USUAL_DAYS = 7;

    private static final Set<String> NAMES = Set.of("tenant", "scenario", "zone", "from", "to");

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Clock clock;
    private final int mostDays;
    private final int usualDays;

    /** @param mostDays longest range that may be asked for */
    ScopeReader(Clock clock, int mostDays) {
        this(clock, mostDays, USUAL_DAYS);
    }

    ScopeReader(Clock clock, int mostDays, int usualDays) {
        this.clock = clock;
        this.mostDays = mostDays;
        this.usualDays = usualDays;
    }

    /** @param more names of parameters beside those of every question */
    static RequestParameters parameters(Exchange exchange, String... more) {
        Set<String> names = new HashSet<>(NAMES);
        names.addAll(Set.of(more));
        return RequestParameters.of(exchange, names);
    }

    /** @throws io.caravan.hub.http.ProblemException 400 for what makes no sense, 403 for a foreign tenant */
    Scope read(Exchange exchange, RequestParameters parameters) {
        ZoneId zone = Zones.read(parameters).orElse(UTC);
        Point to = point(parameters, "to", zone, LocalDate.ofInstant(clock.instant(), zone));
        Point from = point(parameters, "from", zone, to.day(zone).minusDays(usualDays - 1L));
        Instant first = from.begin(zone);
        Instant last = to.end(zone);
        if (!first.isBefore(last)) {
            throw BadParameter.range("to must be after from; days are inclusive, times are not.");
        }
        if (Duration.between(first, last).compareTo(Duration.ofDays(mostDays).plusHours(2)) > 0) {
            throw BadParameter.range("from and to may be at most " + mostDays + " days apart here.");
        }
        return new Scope(Tenants.of(exchange, parameters), parameters.one("scenario"), zone, first, last);
    }

    private static Point point(RequestParameters parameters, String name, ZoneId zone, LocalDate otherwise) {
        return parameters.one(name).map(text -> Point.read(name, text, zone)).orElseGet(() -> new Point.Day(otherwise));
    }
}
