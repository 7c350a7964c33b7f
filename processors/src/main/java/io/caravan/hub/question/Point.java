package io.caravan.hub.question;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** One end of a range of time, as a client gave it: a whole day, or a moment. */
public sealed interface Point {

    int DAY_CHARACTERS = 10;

    /** The moment at which a range from here begins. */
    default Instant begin(ZoneId zone) {
        return this instanceof Day day ? day.day().atStartOfDay(zone).toInstant() : ((Moment) this).instant();
    }

    /** The moment before which a range up to here ends: days are inclusive, times are not. */
    default Instant end(ZoneId zone) {
        return this instanceof Day day
                ? day.day().plusDays(1).atStartOfDay(zone).toInstant()
                : ((Moment) this).instant();
    }

    /** The day on which it lies. */
    default LocalDate day(ZoneId zone) {
        return this instanceof Day day ? day.day() : LocalDate.ofInstant(((Moment) this).instant(), zone);
    }

    /** A day in the zone of the question. */
    record Day(LocalDate day) implements Point {}

    record Moment(Instant instant) implements Point {}

    /**
     * @param zone of a time without an offset
     * @throws io.caravan.hub.http.ProblemException 400 when the text is neither
     */
    public static Point read(String name, String text, ZoneId zone) {
        try {
            if (!text.matches("20\\d\\d-.*")) {
                throw new DateTimeException("not of this century");
            }
            if (text.length() == DAY_CHARACTERS) {
                return new Day(LocalDate.parse(text));
            }
            // An offset's plus sign that was not encoded arrives as a blank.
            String time = text.replaceFirst(" (\\d\\d:\\d\\d)$", "+$1").replaceFirst("^(\\S{10}) ", "$1T");
            if (time.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")) {
                return new Moment(OffsetDateTime.parse(time).toInstant());
            }
            return new Moment(LocalDateTime.parse(time).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw BadParameter.of(
                    name,
                    "a day such as 2026-11-20 or a time such as 2026-11-20T08:30:00 or 2026-11-20T08:30:00+08:00 is");
        }
    }
}
