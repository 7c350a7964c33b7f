package io.caravan.clickhouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.camel.Message;

/**
 * Values of {@code {name:Type}} parameters in the text form in which the server reads them: escaped as in TSV, inside arrays and
 * maps quoted. They travel beside the statement, so that no value can become a part of it.
 */
final class QueryParameters {

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private QueryParameters() {}

    static Map<String, Object> of(Message message) {
        Map<?, ?> header = message.getHeader(ClickHouseConstants.PARAMETERS, Map.class);
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (header != null) {
            header.forEach((name, value) -> parameters.put(
                    Identifiers.check("parameter", String.valueOf(name)), value == null ? "\\N" : text(name, value)));
        }
        return parameters;
    }

    private static String text(Object name, Object value) {
        return value instanceof Collection || value instanceof Object[] || value instanceof Map
                ? nested(name, value)
                : escape(scalar(name, value));
    }

    private static String nested(Object name, Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof Object[] array) {
            return nested(name, Arrays.asList(array));
        } else if (value instanceof Collection<?> items) {
            return items.stream().map(item -> nested(name, item)).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> nested(name, entry.getKey()) + ":" + nested(name, entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        String text = scalar(name, value);
        return value instanceof Number || value instanceof Boolean ? text : "'" + escape(text) + "'";
    }

    private static String scalar(Object name, Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof LocalDateTime time) {
            return DATE_TIME.format(time);
        } else if (value instanceof Instant instant) {
            return epoch(instant);
        } else if (value instanceof ZonedDateTime time) {
            return epoch(time.toInstant());
        } else if (value instanceof OffsetDateTime time) {
            return epoch(time.toInstant());
        } else if (value instanceof Date date) {
            return epoch(Instant.ofEpochMilli(date.getTime()));
        } else if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof UUID
                || value instanceof Enum) {
            return value.toString();
        }
        throw new IllegalArgumentException(
                "parameter '" + name + "' has a value of " + value.getClass().getName()
                        + ", which has no form in SQL; give text, a number, a time, a list or a map");
    }

    /** Seconds since 1970, which mean the same in every time zone. */
    private static String epoch(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\b' -> escaped.append("\\b");
                case '\f' -> escaped.append("\\f");
                case '\0' -> escaped.append("\\0");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
