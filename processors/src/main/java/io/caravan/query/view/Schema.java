package io.caravan.query.view;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.query.Sql;

/** What the server has, each table asked for once; made anew for every check. */
final class Schema {

    private static final String COLUMNS = """
            SELECT name, type, default_kind, default_expression FROM system.columns
            WHERE database = {database:String} AND table = {name:String} ORDER BY position""";
    private static final String TABLE = """
            SELECT sorting_key FROM system.tables WHERE database = {database:String} AND name = {name:String}""";
    private static final String STATEMENT = """
            SELECT create_table_query FROM system.tables
            WHERE database = {database:String} AND name = {name:String} AND engine = 'Dictionary'""";
    private static final String DICTIONARY = """
            SELECT `key.names` AS keys, `key.types` AS keyTypes, `attribute.names` AS names, `attribute.types` AS types
            FROM system.dictionaries WHERE database IN ({database:String}, '') AND name = {name:String}
            ORDER BY database DESC LIMIT 1""";
    private static final String DICTIONARIES =
            "SELECT name FROM system.dictionaries WHERE database IN ({database:String}, '') ORDER BY name";
    private static final String NAMES = """
            SELECT name FROM system.tables WHERE database = {database:String}
            UNION DISTINCT SELECT name FROM system.dictionaries WHERE database IN ({database:String}, '')""";

    private static final int COUNT_SECONDS = 5;

    private final SchemaSource source;
    private final String usualDatabase;
    private final Map<String, Optional<TableFacts>> tables = new HashMap<>();

    /** @param usualDatabase that of names without one */
    Schema(SchemaSource source, String usualDatabase) {
        this.source = source;
        this.usualDatabase = usualDatabase;
    }

    String usualDatabase() {
        return usualDatabase;
    }

    /** Empty when there is no such thing. */
    Optional<TableFacts> find(String database, String name, boolean dictionary) throws IOException {
        String known = dictionary + "\0" + database + "\0" + name;
        if (!tables.containsKey(known)) {
            Map<String, String> which = Map.of("database", database.isEmpty() ? usualDatabase : database, "name", name);
            tables.put(known, dictionary ? dictionary(which) : table(which));
        }
        return tables.get(known);
    }

    /** The tables and dictionaries of a database. */
    List<String> names(String database) throws IOException {
        return texts(source.rows(NAMES, Map.of("database", database.isEmpty() ? usualDatabase : database)));
    }

    /** The dictionaries of a database. */
    Map<String, TableFacts> dictionaries(String database) throws IOException {
        String of = database.isEmpty() ? usualDatabase : database;
        Map<String, TableFacts> dictionaries = new LinkedHashMap<>();
        for (String name : texts(source.rows(DICTIONARIES, Map.of("database", of)))) {
            find(database, name, true).ifPresent(facts -> dictionaries.put(name, facts));
        }
        return dictionaries;
    }

    List<String> databases() throws IOException {
        return texts(source.rows("SELECT name FROM system.databases", Map.of()));
    }

    /**
     * The type of an expression over the columns of a table. A plain column beside it lets the server refuse what makes one row of
     * many.
     *
     * @throws SchemaException when the server does not understand it
     */
    String typeOf(String expression, String database, String name, String anyColumn) throws IOException {
        String select = "DESCRIBE TABLE (SELECT (" + expression + ") AS `caravan value`, " + Sql.quote(anyColumn)
                + " AS `caravan column` FROM "
                + Sql.quote(database.isEmpty() ? usualDatabase : database, name) + ")";
        return source.rows(select, Map.of()).get(0).path("type").asText();
    }

    /**
     * How many keys stand in several rows of a table.
     *
     * @throws SchemaException when the server cannot count them in a few seconds
     */
    long repeatedKeys(String database, String name, String column) throws IOException {
        String select = "SELECT count() AS keys FROM (SELECT 1 FROM "
                + Sql.quote(database.isEmpty() ? usualDatabase : database, name) + " GROUP BY " + Sql.quote(column)
                + " HAVING count() > 1) SETTINGS max_execution_time = " + COUNT_SECONDS;
        return source.rows(select, Map.of()).get(0).path("keys").asLong();
    }

    private Optional<TableFacts> table(Map<String, String> which) throws IOException {
        List<JsonNode> rows = source.rows(COLUMNS, which);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ColumnFacts> columns = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            String type = row.path("type").asText();
            Optional<String> constant = Optional.of(
                            row.path("default_expression").asText())
                    .filter(text -> row.path("default_kind").asText().equals("DEFAULT"));
            columns.put(row.path("name").asText(), new ColumnFacts(type, Types.absent(type, constant)));
        }
        String sortingKey = source.rows(TABLE, which).stream()
                .map(row -> row.path("sorting_key").asText())
                .findFirst()
                .orElse("");
        return Optional.of(new TableFacts(columns, SortingKey.plainColumns(sortingKey, columns.keySet()), List.of()));
    }

    private Optional<TableFacts> dictionary(Map<String, String> which) throws IOException {
        List<JsonNode> rows = source.rows(DICTIONARY, which);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        JsonNode row = rows.get(0);
        Map<String, String> defaults = source.rows(STATEMENT, which).stream()
                .map(table ->
                        DictionaryDefaults.of(table.path("create_table_query").asText()))
                .findFirst()
                .orElse(Map.of());
        Map<String, ColumnFacts> columns = new LinkedHashMap<>();
        List<String> keys = texts(row.path("keys"));
        putAll(columns, keys, texts(row.path("keyTypes")), Map.of());
        putAll(columns, texts(row.path("names")), texts(row.path("types")), defaults);
        return Optional.of(new TableFacts(columns, List.of(), keys));
    }

    private static void putAll(
            Map<String, ColumnFacts> columns, List<String> names, List<String> types, Map<String, String> defaults) {
        for (int i = 0; i < names.size(); i++) {
            String absent = Types.absent(types.get(i), Optional.ofNullable(defaults.get(names.get(i))));
            columns.put(names.get(i), new ColumnFacts(types.get(i), absent));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> texts(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("name").asText()).toList();
    }
}
