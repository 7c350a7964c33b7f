package io.caravan.query;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts in SQL. They come from views, which were held against the schema; whatever they contain, they stay what they are. */
public final class Sql {

    private Sql() {}

    public static String quote(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    /** @param place of the name: a database, or what a FROM calls a table; may be empty */
    public static String quote(String place, String name) {
        return place.isEmpty() ? quote(name) : quote(place) + "." + quote(name);
    }

    static String quote(Place place) {
        return quote(place.database(), place.name());
    }

    public static String text(String value) {
        return '\'' + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + '\'';
    }

    static String list(Collection<String> parts) {
        return String.join(", ", parts);
    }

    /** Conditions that must all hold, or nothing. */
    static String where(Collection<String> conditions) {
        return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining("\n  AND ", "\nWHERE ", ""));
    }

    static String indent(String sql) {
        return "  " + sql.replace("\n", "\n  ");
    }
}
