package io.caravan.migration;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The hours of the day in which partitions are migrated; over midnight when the end is before the begin.
 *
 * @param from included
 * @param to not included
 */
public record Window(LocalTime from, LocalTime to) {

    /** @throws IllegalArgumentException when it is no window such as {@code 01:00-05:00} */
    @JsonCreator
    public static Window of(String text) {
        String[] ends = text.strip().split("-");
        try {
            if (ends.length == 2) {
                var window = new Window(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                if (!window.from.equals(window.to)) {
                    return window;
                }
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("window: hours such as 01:00-05:00 are wanted", e);
        }
        throw new IllegalArgumentException("window: hours such as 01:00-05:00 are wanted");
    }

    public boolean open(Clock clock, ZoneId zone) {
        LocalTime now = clock.instant().atZone(zone).toLocalTime();
        boolean begun = !now.isBefore(from);
        boolean ended = !now.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    @JsonValue
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
