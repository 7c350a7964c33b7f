package io.caravan.query.view;

import java.util.Optional;
import java.util.regex.Pattern;

import io.caravan.query.Sql;

/** ClickHouse's types, as texts. */
final class Types {

    /** A number or text, as it is or through a conversion. */
    private static final String LITERAL = "(-?\\d+(\\.\\d+)?|'([^'\\\\]|\\\\.)*'|true|false)";

    private static final Pattern CONSTANT = Pattern.compile(
            LITERAL + "|(CAST|_CAST|to[A-Z]\\w*)\\(" + LITERAL + "(, '([^'\\\\]|\\\\.)*')?\\)", Pattern.DOTALL);

    private Types() {}

    /** Without Nullable and LowCardinality around it. */
    static String plain(String type) {
        String plain = type;
        for (String wrapper : new String[] {"LowCardinality(", "Nullable("}) {
            if (plain.startsWith(wrapper)) {
                plain = plain.substring(wrapper.length(), plain.length() - 1);
            }
        }
        return plain;
    }

    static boolean nullable(String type) {
        return type.startsWith("Nullable(") || type.startsWith("LowCardinality(Nullable(");
    }

    /** States of aggregates, which are no values. */
    static boolean state(String type) {
        return type.startsWith("AggregateFunction(");
    }

    /**
     * What stands for "no value" in a column.
     *
     * @param expression of its DEFAULT; empty when there is none. One that is computed stands for nothing
     */
    static String absent(String type, Optional<String> expression) {
        if (nullable(type)) {
            return "NULL";
        }
        return expression
                .filter(text -> CONSTANT.matcher(text).matches())
                .map(text -> "CAST(" + text + ", " + Sql.text(type) + ")")
                .orElse("defaultValueOfTypeName(" + Sql.text(type) + ")");
    }
}
