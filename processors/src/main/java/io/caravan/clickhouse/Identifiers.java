package io.caravan.clickhouse;

import java.util.regex.Pattern;

/** Names of databases, tables, columns, settings and parameters: checked, then quoted. */
final class Identifiers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private Identifiers() {}

    /** The name itself. */
    static String check(String kind, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The " + kind + " name '" + name
                    + "' is refused: a letter or underscore, then letters, digits and underscores, at most 128 in all");
        }
        return name;
    }

    static String quote(String kind, String name) {
        return '`' + check(kind, name) + '`';
    }

    /** Columns are the table's own, so they may bear any name. */
    static String quoteColumn(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }
}
