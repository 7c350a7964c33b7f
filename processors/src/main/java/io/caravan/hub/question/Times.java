package io.caravan.hub.question;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times in replies: milliseconds, and the offset they have in the zone of the question. */
public final class Times {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private Times() {}

    /** Null for the epoch, which stands in the store for a time that is not there. */
    public static String text(ZonedDateTime time, ZoneId zone) {
        return time.toInstant().toEpochMilli() == 0 ? null : text(time.toInstant(), zone);
    }

    public static String text(Instant time, ZoneId zone) {
        return FORMAT.format(time.atZone(zone));
    }
}
