package io.caravan.query.view;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of each type that a dictionary takes, and a value.
 *
 * @param type in PostgreSQL
 * @param value there, as text
 * @param shown the same in ClickHouse
 * @param absent what ClickHouse shows instead of NULL
 */
record PostgreSqlColumn(String name, String type, String value, String shown, String absent) {

    static final String TEXT = "Камера «Ц-1», \"O'Brien\" \\N";

    static final List<PostgreSqlColumn> ALL = List.of(
            same("small", "smallint", "-32768", "-1"),
            same("Номер", "integer", "2147483647", "-1"),
            same("big", "bigint", "9223372036854775807", "-1"),
            same("price", "numeric(12,2)", "1234567.89", "0"),
            same("share", "real", "0.25", "0"),
            same("latitude", "double precision", "-58.0105", "0"),
            new PostgreSqlColumn("active", "boolean", "true", "1", "0"),
            new PostgreSqlColumn("closed", "boolean", "false", "0", "0"),
            same("country", "character(3)", "RUS", ""),
            same("Наименование", "character varying(200)", TEXT, ""),
            same("note", "text", "a line\n\tand another", ""),
            same("region", "uuid", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "00000000-0000-0000-0000-000000000000"),
            same("built", "date", "2019-02-28", "1970-01-01"),
            same("seen", "timestamp without time zone", "2026-10-01 23:59:59", "1970-01-01 00:00:00"));

    private static PostgreSqlColumn same(String name, String type, String value, String absent) {
        return new PostgreSqlColumn(name, type, value, value, absent);
    }

    /** Something of each of them, as a list. */
    static String each(Function<PostgreSqlColumn, String> text) {
        return ALL.stream().map(text).collect(Collectors.joining(", "));
    }
}
