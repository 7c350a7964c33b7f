package io.caravan.query.view;

import java.util.StringJoiner;
import java.util.stream.Collectors;

import io.caravan.query.Sql;
import io.caravan.query.view.Definition.DictionarySource;

/** Writes {@code CREATE DICTIONARY}. */
final class DictionaryStatement {

    private DictionaryStatement() {}

    /**
     * @param name quoted
     * @param usualDatabase that of a table of ClickHouse itself that is named without one
     */
    static String of(String name, PlannedDictionary dictionary, String usualDatabase) {
        String columns = dictionary.columns().entrySet().stream()
                .map(column -> "    " + Sql.quote(column.getKey()) + " "
                        + column.getValue().type()
                        + missing(dictionary, column.getKey()))
                .collect(Collectors.joining(",\n"));
        return "CREATE DICTIONARY " + name + "\n(\n" + columns + "\n)\nPRIMARY KEY " + Sql.quote(dictionary.key())
                + "\nSOURCE(" + source(dictionary.source(), usualDatabase) + ")\nLAYOUT(" + dictionary.layout()
                + "())\nLIFETIME(" + dictionary.source().lifetime() + ")";
    }

    /** A dictionary holds no NULL, and a key is always there. */
    private static String missing(PlannedDictionary dictionary, String column) {
        String missing = dictionary.columns().get(column).missing();
        return column.equals(dictionary.key()) || missing.isEmpty() ? "" : " DEFAULT " + missing;
    }

    private static String source(DictionarySource source, String usualDatabase) {
        var words = new StringJoiner(" ", source.host().isPresent() ? "POSTGRESQL(" : "CLICKHOUSE(", ")");
        source.host()
                .ifPresent(host -> words.add("HOST " + Sql.text(host.text())).add("PORT " + source.port()));
        source.user().ifPresent(user -> words.add("USER " + Sql.text(user.text())));
        // Whoever runs the statement puts the password in: it is shown to nobody here.
        source.password().ifPresent(variable -> words.add("PASSWORD '${" + variable + "}'"));
        words.add("DB " + Sql.text(source.database().map(Word::text).orElse(usualDatabase)));
        source.schema().ifPresent(schema -> words.add("SCHEMA " + Sql.text(schema.text())));
        return words.add("TABLE " + Sql.text(source.table().text())).toString();
    }
}
