package io.caravan.query;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of ClickHouse without what only says how it is stored.
 *
 * @param family its name: {@code DateTime64}
 * @param arguments between its parentheses: {@code 3, 'UTC'}; empty when it has none
 * @param nullable whether a column of it may hold NULL
 */
record ColumnType(String family, String arguments, boolean nullable) {

    private static final Pattern WRAPPED =
            Pattern.compile("(LowCardinality|Nullable|SimpleAggregateFunction)\\((.*)\\)");
    private static final Pattern SHAPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
    private static final Pattern ZONE = Pattern.compile("'([^']+)'");
    private static final Pattern INTEGER = Pattern.compile("U?Int(8|16|32|64|128|256)");
    private static final Pattern WORD = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'\\s*=");

    static ColumnType of(String type) {
        String inner = type.strip();
        boolean nullable = false;
        for (Matcher wrapped = WRAPPED.matcher(inner); wrapped.matches(); wrapped = WRAPPED.matcher(inner)) {
            nullable |= wrapped.group(1).equals("Nullable");
            inner = wrapped.group(1).startsWith("Simple")
                    ? wrapped.group(2).replaceFirst("^[^,]*,\\s*", "")
                    : wrapped.group(2);
        }
        Matcher shape = SHAPE.matcher(inner);
        return shape.matches()
                ? new ColumnType(shape.group(1), shape.group(2) == null ? "" : shape.group(2), nullable)
                : new ColumnType(inner, "", nullable);
    }

    boolean integer() {
        return INTEGER.matcher(family).matches();
    }

    boolean decimal() {
        return family.startsWith("Decimal");
    }

    boolean number() {
        return integer() || decimal() || family.startsWith("Float") || family.equals("BFloat16");
    }

    boolean time() {
        return family.startsWith("DateTime");
    }

    boolean text() {
        return family.equals("String") || family.equals("FixedString");
    }

    boolean enumeration() {
        return family.startsWith("Enum");
    }

    /** Whether values of it can be compared with what a client sends. */
    boolean comparable() {
        return number()
                || time()
                || text()
                || enumeration()
                || List.of("Date", "Date32", "UUID", "Bool", "IPv4", "IPv6").contains(family);
    }

    /** Digits of a second's fraction, or of a decimal number. */
    int scale() {
        if (family.equals("DateTime64")) {
            return Integer.parseInt(arguments.split(",")[0].strip());
        }
        if (decimal()) {
            String[] parts = arguments.split(",");
            return Integer.parseInt(parts[parts.length - 1].strip());
        }
        return 0;
    }

    /** The zone that its times are shown in, if it names one. */
    Optional<String> zone() {
        Matcher zone = ZONE.matcher(arguments);
        return time() && zone.find() ? Optional.of(zone.group(1)) : Optional.empty();
    }

    /** The words of an enumeration. */
    List<String> words() {
        return WORD.matcher(arguments)
                .results()
                .map(word -> word.group(1).replaceAll("\\\\(.)", "$1"))
                .toList();
    }
}
