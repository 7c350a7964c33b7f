package io.caravan.cdr.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.caravan.hub.question.Times;

/** Rows of the store as records of a reply. */
final class PageRows {

    private PageRows() {}

    /** For SELECT: what the cursor of the next page is made of. */
    static String keys(Sort sort) {
        List<Sort.Part> parts = sort.parts();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> "toString(" + parts.get(i).column() + ") AS key" + i)
                .collect(Collectors.joining(", "));
    }

    static Cursor cursorAfter(Map<String, Object> row, PageQuestion question) {
        List<String> after = IntStream.range(0, question.sort().parts().size())
                .mapToObj(i -> String.valueOf(row.get("key" + i)))
                .toList();
        return new Cursor(question.digest(), question.asOf().toEpochMilli(), after);
    }

    static Map<String, Object> record(Map<String, Object> row, PageQuestion question) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (String field : question.fields()) {
            record.put(field, plain(row.get(field), question.filter().zone()));
        }
        return record;
    }

    /** A time as text with the offset it has in the zone; the epoch, which stands for a missing one, as null. */
    private static Object plain(Object value, ZoneId zone) {
        if (value instanceof ZonedDateTime time) {
            return Times.text(time, zone);
        }
        if (value instanceof LocalDate day) {
            return day.toString();
        }
        return value;
    }
}
