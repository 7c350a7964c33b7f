package io.caravan.cdr.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours, days or months of a range on the clock of a zone, however that clock is put forward or back.
 *
 * @param starts of each, ascending; the first is not after the range's begin
 */
record TimeBuckets(StatsGroup unit, ZoneId zone, List<Instant> starts) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

    static TimeBuckets of(StatsGroup unit, ZoneId zone, TimeRange.Instants range) {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = startOf(unit, zone, range.from());
                start.isBefore(range.to());
                start = next(unit, zone, start)) {
            starts.add(start);
        }
        return new TimeBuckets(unit, zone, starts);
    }

    private static Instant startOf(StatsGroup unit, ZoneId zone, Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return switch (unit) {
            case HOUR -> instant.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            default -> day.atStartOfDay(zone).toInstant();
        };
    }

    private static Instant next(StatsGroup unit, ZoneId zone, Instant start) {
        LocalDate day = LocalDate.ofInstant(start, zone);
        return switch (unit) {
            case HOUR -> start.plus(1, ChronoUnit.HOURS);
            case MONTH -> day.plusMonths(1).atStartOfDay(zone).toInstant();
            default -> day.plusDays(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Epoch seconds, for the store. */
    List<Long> epochSeconds() {
        return starts.stream().map(Instant::getEpochSecond).toList();
    }

    static String label(StatsGroup unit, ZoneId zone, Instant start) {
        return switch (unit) {
            case HOUR -> HOUR.format(start.atZone(zone));
            case MONTH -> MONTH.format(start.atZone(zone));
            default -> LocalDate.ofInstant(start, zone).toString();
        };
    }
}
