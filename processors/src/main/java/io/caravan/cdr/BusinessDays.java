package io.caravan.cdr;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The business day of an instant. Calls of one day follow each other, so it remembers the last one's bounds. */
final class BusinessDays {

    private final ZoneRules rules;
    /** The day holds for instants from begin to before end, epoch milliseconds. */
    private long begin;

    private long end;
    private long epochDay;

    BusinessDays(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Days since 1970-01-01. */
    long of(long epochMillis) {
        if (epochMillis < begin || epochMillis >= end) {
            moveTo(Instant.ofEpochMilli(epochMillis));
        }
        return epochDay;
    }

    /** The bounds lie within one offset: a day may have several, even one that leads back into the day before. */
    private void moveTo(Instant instant) {
        ZoneOffset offset = rules.getOffset(instant);
        LocalDate day = LocalDate.ofInstant(instant, offset);
        epochDay = day.toEpochDay();
        begin = day.atStartOfDay().toInstant(offset).toEpochMilli();
        end = day.plusDays(1).atStartOfDay().toInstant(offset).toEpochMilli();
        ZoneOffsetTransition next = rules.nextTransition(instant);
        if (next != null) {
            end = Math.min(end, next.toEpochSecond() * 1000);
        }
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
        if (before != null) {
            begin = Math.max(begin, before.toEpochSecond() * 1000);
        }
    }
}
