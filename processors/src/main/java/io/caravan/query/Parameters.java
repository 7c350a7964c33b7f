package io.caravan.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of a question as typed parameters of a statement, or as literals. What is no value of the type is refused. */
final class Parameters {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern IP = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MOST_DIGITS = 76;
    private static final int FIRST_SECONDS = 1971;
    private static final int LAST_SECONDS = 2105;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2299, 12, 31);

    private final boolean literals;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A value as a parameter's type and text. */
    private record Typed(String type, Object value) {}

    private Parameters(boolean literals) {
        this.literals = literals;
    }

    static Parameters beside() {
        return new Parameters(false);
    }

    /** For values of a view's author, where a statement takes no parameters. */
    static Parameters literals() {
        return new Parameters(true);
    }

    Map<String, Object> values() {
        return values;
    }

    /**
     * A placeholder for the value, as something that a column of the type is compared with.
     *
     * @throws QueryException when it is no value of the type
     */
    String of(String path, ColumnType type, Object value) {
        Typed typed = typed(path, type, value);
        return add(typed.type(), typed.value());
    }

    String of(String path, ColumnType type, List<Object> list) {
        List<Typed> typed = list.stream().map(value -> typed(path, type, value)).toList();
        return add(
                "Array(" + typed.get(0).type() + ")",
                typed.stream().map(Typed::value).toList());
    }

    String text(String value) {
        return add("String", value);
    }

    private String add(String type, Object value) {
        if (literals) {
            return "CAST(" + literal(value) + ", " + Sql.text(type) + ")";
        }
        String name = "p" + (values.size() + 1);
        values.put(name, value);
        return "{" + name + ":" + type + "}";
    }

    private static String literal(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Parameters::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Boolean
                ? value.toString()
                : Sql.text(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    private static Typed typed(String path, ColumnType type, Object value) {
        if (!type.comparable()) {
            throw new QueryException(path, path + " is of type " + type.family() + ", which cannot be compared.");
        }
        if (type.integer()) {
            return new Typed(type.family(), integer(path, type, value));
        }
        if (type.decimal()) {
            return decimal(path, type, value);
        }
        if (type.number()) {
            return new Typed("Float64", number(path, type, value).doubleValue());
        }
        if (type.family().equals("Bool")) {
            if (value instanceof Boolean) {
                return new Typed("Bool", value);
            }
            throw wrong(path, "true or false is", value);
        }
        String text = text(path, type, value);
        return switch (type.family()) {
            case "Date", "Date32" -> day(day(path, text));
            case "DateTime", "DateTime64" -> time(type, time(path, type, text));
            case "UUID" -> new Typed("UUID", matching(path, UUID, text, "a UUID is"));
            case "IPv4", "IPv6" -> new Typed(type.family(), address(path, type, text));
            default -> new Typed("String", type.enumeration() ? word(path, type, text) : text);
        };
    }

    private static BigDecimal number(String path, ColumnType type, Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw wrong(path, "a number (" + type.family() + ") is", value);
    }

    private static BigInteger integer(String path, ColumnType type, Object value) {
        Object plain = value instanceof Boolean bool && type.family().equals("UInt8") ? (bool ? 1 : 0) : value;
        BigDecimal number = number(path, type, plain);
        boolean unsigned = type.family().startsWith("U");
        int bits = Integer.parseInt(type.family().replaceAll("\\D", ""));
        BigInteger least =
                unsigned ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1).negate();
        BigInteger most = BigInteger.TWO.pow(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(new BigDecimal(least)) < 0
                || number.compareTo(new BigDecimal(most)) > 0) {
            throw wrong(path, "a whole number from " + least + " to " + most + " is", value);
        }
        return number.toBigInteger();
    }

    private static Typed decimal(String path, ColumnType type, Object value) {
        BigDecimal number = number(path, type, value);
        int scale = Math.max(type.scale(), number.stripTrailingZeros().scale());
        if (number.precision() - number.scale() + scale > MOST_DIGITS / 2) {
            throw wrong(path, "a number of at most " + MOST_DIGITS / 2 + " digits is", value);
        }
        return new Typed("Decimal(" + MOST_DIGITS + ", " + scale + ")", number);
    }

    private static String text(String path, ColumnType type, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(path, "a text (" + type.family() + ") is", value);
    }

    private static LocalDate day(String path, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return day;
            }
        } catch (DateTimeException e) {
            throw wrong(path, "a day such as 2026-11-20 is", text);
        }
        throw wrong(path, "a day from " + FIRST_DAY + " to " + LAST_DAY + " is", text);
    }

    /** As the type that the column most probably has: then an index serves. */
    private static Typed day(LocalDate day) {
        boolean small = day.getYear() >= FIRST_SECONDS && day.getYear() < LAST_SECONDS;
        return new Typed(small ? "Date" : "Date32", day.toString());
    }

    private static Typed time(ColumnType type, LocalDateTime time) {
        boolean small = time.getYear() >= FIRST_SECONDS && time.getYear() < LAST_SECONDS;
        if (type.family().equals("DateTime") && small && time.getNano() == 0) {
            return new Typed("DateTime('UTC')", SECONDS.format(time));
        }
        int digits =
                String.format("%09d", time.getNano()).replaceFirst("0+$", "").length();
        int scale = Math.max(type.scale(), digits);
        return new Typed("DateTime64(" + scale + ", 'UTC')", TIME.format(time));
    }

    /** In UTC; a time without an offset is one in the zone of the column, or in UTC. */
    private static LocalDateTime time(String path, ColumnType type, String text) {
        String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        try {
            LocalDateTime time;
            if (iso.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")) {
                time = OffsetDateTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime();
            } else {
                LocalDateTime local = iso.contains("T")
                        ? LocalDateTime.parse(iso)
                        : LocalDate.parse(iso).atStartOfDay();
                ZoneId zone = ZoneId.of(type.zone().orElse("UTC"));
                time = LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC);
            }
            // A parameter has nine digits of a second's fraction, which end in the year 2262.
            if (time.getYear() >= FIRST_DAY.getYear() && time.getYear() <= 2261) {
                return time;
            }
        } catch (DateTimeException e) {
            throw wrong(path, "a time such as 2026-11-20T08:30:00Z is", text);
        }
        throw wrong(path, "a time from the year 1900 to 2261 is", text);
    }

    private static String matching(String path, Pattern pattern, String text, String wanted) {
        if (pattern.matcher(text).matches()) {
            return text;
        }
        throw wrong(path, wanted, text);
    }

    private static String address(String path, ColumnType type, String text) {
        String wanted = "an address (" + type.family() + ") is";
        try {
            // Without a name in it, nobody is asked.
            String plain =
                    InetAddress.getByName(matching(path, IP, text, wanted)).getHostAddress();
            if (type.family().equals("IPv4") == plain.contains(".")
                    && (text.contains(":") || text.matches("(\\d+\\.){3}\\d+"))) {
                return text;
            }
        } catch (UnknownHostException e) {
            throw wrong(path, wanted, text);
        }
        throw wrong(path, wanted, text);
    }

    private static String word(String path, ColumnType type, String text) {
        if (type.words().contains(text)) {
            return text;
        }
        throw wrong(path, "one of " + String.join(", ", type.words()) + " is", text);
    }

    private static QueryException wrong(String path, String wanted, Object value) {
        String shown = String.valueOf(value);
        return new QueryException(
                path,
                path + ": " + wanted + " wanted, not " + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown)
                        + ".");
    }
}
