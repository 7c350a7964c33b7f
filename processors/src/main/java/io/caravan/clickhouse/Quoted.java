package io.caravan.clickhouse;

/** Names and texts as they stand in a statement of ClickHouse, whatever characters they hold. */
public final class Quoted {

    private Quoted() {}

    /** {@code a`b} becomes {@code `a\`b`}. */
    public static String identifier(String name) {
        return '`' + escaped(name, '`') + '`';
    }

    /** A literal: {@code it's} becomes {@code 'it\'s'}. For statements that take no parameters, as ALTER does not. */
    public static String text(String value) {
        return '\'' + escaped(value, '\'') + '\'';
    }

    private static String escaped(String value, char quote) {
        return value.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote);
    }
}
