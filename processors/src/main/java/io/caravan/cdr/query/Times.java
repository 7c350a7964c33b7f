package io.caravan.cdr.query;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times in replies: milliseconds, and the offset they have in the zone of the question. */
final class Times {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private Times() {}

    /** Null for the epoch, which stands in the store for a time that is not there. */
    static String text(ZonedDateTime time, ZoneId zone) {
        return time.toInstant().toEpochMilli() == 0 ? null : FORMAT.format(time.withZoneSameInstant(zone));
    }
}
