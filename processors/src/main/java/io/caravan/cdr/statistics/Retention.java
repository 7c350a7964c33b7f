package io.caravan.cdr.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.caravan.hub.config.ConfigException;

/** Decides which months of call records are kept: the current one and a number of whole months before it. */
public final class Retention {

    /** Where a month begins last: nowhere is one dropped early. */
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern("uuuuMM");

    private final int months;
    private final Clock clock;

    /** @param months whole months to keep before the current one; 0: all, for ever */
    public Retention(int months, Clock clock) {
        if (months < 0) {
            throw new ConfigException(
                    "caravan.cdr.retention.months = " + months + ": a whole number is wanted, 0 for ever");
        }
        this.months = months;
        this.clock = clock;
    }

    /** The parameters of the question for months to drop: all before this one. */
    public Map<String, Object> question() {
        return Map.of("kept", months == 0 ? "" : PARTITION.format(firstKept()));
    }

    private YearMonth firstKept() {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), LAST)).minusMonths(months);
    }
}
