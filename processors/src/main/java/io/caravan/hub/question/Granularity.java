package io.caravan.hub.question;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Units that time is divided by on the clock of a zone, however that clock is put forward or back. */
public enum Granularity {
    MINUTE,
    HOUR,
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
    private static final DateTimeFormatter MONTHS = DateTimeFormatter.ofPattern("uuuu-MM");

    /** The parameter {@code granularity}. */
    public static Granularity read(RequestParameters parameters, Granularity usual) {
        return parameters
                .one("granularity")
                .map(text -> Arrays.stream(values())
                        .filter(unit -> unit.label().equals(text))
                        .findFirst()
                        .orElseThrow(() -> BadParameter.of("granularity", "one of " + labels() + " is")))
                .orElse(usual);
    }

    private static String labels() {
        return Arrays.stream(values()).map(Granularity::label).collect(Collectors.joining(", "));
    }

    /** Its name in questions and replies. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** When the unit in which the instant lies began. */
    public Instant startOf(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return switch (this) {
            case MINUTE -> instant.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> instant.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> day.atStartOfDay(zone).toInstant();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(zone)
                        .toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
        };
    }

    /** When the unit after the one that begins at {@code start} begins. */
    public Instant next(Instant start, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(start, zone);
        return switch (this) {
            case MINUTE -> start.plus(1, ChronoUnit.MINUTES);
            case HOUR -> start.plus(1, ChronoUnit.HOURS);
            case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case WEEK -> day.plusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTH -> day.plusMonths(1).atStartOfDay(zone).toInstant();
        };
    }

    /** The name of the unit that begins then: a time, a day or a month. */
    public String labelOf(Instant start, ZoneId zone) {
        return switch (this) {
            case MINUTE, HOUR -> TIME.format(start.atZone(zone));
            case DAY, WEEK -> LocalDate.ofInstant(start, zone).toString();
            case MONTH -> MONTHS.format(start.atZone(zone));
        };
    }
}
