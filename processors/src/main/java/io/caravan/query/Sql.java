package io.caravan.query;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in SQL. They come from views, which were held against the schema; whatever they contain, they stay names. */
final class Sql {

    private Sql() {}

    static String quote(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    static String quote(String place, String column) {
        return quote(place) + "." + quote(column);
    }

    static String quote(Place place) {
        return place.database().isEmpty() ? quote(place.name()) : quote(place.database(), place.name());
    }

    static String text(String value) {
        return '\'' + value.replace("\\", "\\\\").replace("'", "\\'") + '\'';
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
