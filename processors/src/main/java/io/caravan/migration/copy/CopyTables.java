package io.caravan.migration.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.migration.TableName;

/** What the server says about tables and their parts. */
final class CopyTables {

    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    private static final String PARTS =
            "SELECT table, partition_id, name, rows, hash_of_all_files AS hash, toString(uuid) AS uuid FROM system.parts"
                    + " WHERE database = {database:String} AND %s AND partition_id = {partition:String} AND %s"
                    + " ORDER BY active DESC, min_block_number, name";

    private final CopyServer server;

    CopyTables(CopyServer server) {
        this.server = server;
    }

    /** The identity that a table keeps under every name; empty when there is none of this name. */
    Optional<String> uuid(TableName table) {
        return property(table, "toString(uuid)");
    }

    /** The same of two tables in one database, by their names; without those that do not exist. */
    Map<String, String> uuids(TableName one, TableName two) {
        Map<String, Object> parameters =
                Map.of("database", one.database(), "tables", List.of(one.table(), two.table()));
        return server
                .rows(
                        "SELECT name, toString(uuid) AS uuid FROM system.tables"
                                + " WHERE database = {database:String} AND name IN {tables:Array(String)}",
                        parameters)
                .stream()
                .collect(Collectors.toMap(row -> row.get("name"), row -> row.get("uuid")));
    }

    boolean exists(TableName table) {
        return uuid(table).isPresent();
    }

    TableDdl ddl(TableName table) {
        return TableDdl.parse(
                server.rows("SHOW CREATE TABLE " + table.sql(), Map.of()).get(0).get("statement"));
    }

    /** Columns that a SELECT reads from disk and an INSERT can write, in order. */
    List<String> storedColumns(TableName table) {
        return server
                .rows(
                        "SELECT name FROM system.columns WHERE database = {database:String} AND table = {table:String}"
                                + " AND default_kind NOT IN ('ALIAS', 'EPHEMERAL') ORDER BY position",
                        of(table))
                .stream()
                .map(row -> row.get("name"))
                .toList();
    }

    List<String> partitions(TableName table) {
        return server
                .rows(
                        "SELECT DISTINCT partition_id AS id FROM system.parts"
                                + " WHERE database = {database:String} AND table = {table:String} AND active ORDER BY id",
                        of(table))
                .stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /** The ids of partitions by the values of their keys; a value that is no partition has none. */
    Set<String> idsOf(TableName table, List<String> values) {
        if (values.isEmpty()) {
            return Set.of();
        }
        Map<String, Object> parameters = new HashMap<>(of(table));
        parameters.put("values", values);
        return server
                .rows(
                        "SELECT DISTINCT partition_id AS id FROM system.parts"
                                + " WHERE database = {database:String} AND table = {table:String} AND active"
                                + " AND has({values:Array(String)}, partition)",
                        parameters)
                .stream()
                .map(row -> row.get("id"))
                .collect(Collectors.toSet());
    }

    List<CopyPart> parts(TableName table, String partition) {
        return parts(table, partition, "active");
    }

    /** Those of both tables at one moment; the tables are in the same database. */
    BothParts parts(TableName source, TableName copy, String partition) {
        Map<String, Object> parameters = new HashMap<>(of(source, partition));
        parameters.put("copy", copy.table());
        Map<String, List<CopyPart>> byTable =
                server.rows(PARTS.formatted("table IN ({table:String}, {copy:String})", "active"), parameters).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get("table"), Collectors.mapping(CopyTables::part, Collectors.toList())));
        return new BothParts(
                byTable.getOrDefault(source.table(), List.of()), byTable.getOrDefault(copy.table(), List.of()));
    }

    /** Parts of a partition on both sides. */
    record BothParts(List<CopyPart> source, List<CopyPart> copy) {}

    /** Also those that merges have replaced a short while ago. */
    List<CopyPart> partsAlsoReplaced(TableName table, String partition) {
        return parts(table, partition, "1");
    }

    /** Fails when a change by ALTER has not reached all parts: those copied would lack it. */
    void requireNoMutations(TableName table) {
        List<Map<String, String>> waiting = server.rows(
                "SELECT mutation_id AS id, command FROM system.mutations"
                        + " WHERE database = {database:String} AND table = {table:String} AND NOT is_done LIMIT 1",
                of(table));
        if (!waiting.isEmpty()) {
            throw new CopyException(
                    "ALTER TABLE " + table + " " + waiting.get(0).get("command")
                            + " is not done with all parts yet; it has to end, or to be killed, before the table is copied");
        }
    }

    long running(String question, TableName table) {
        return Long.parseLong(server.rows(question, of(table)).get(0).get("n"));
    }

    static Map<String, Object> of(TableName table) {
        return Map.of("database", table.database(), "table", table.table());
    }

    static Map<String, Object> of(TableName table, String partition) {
        return Map.of("database", table.database(), "table", table.table(), "partition", partition);
    }

    private List<CopyPart> parts(TableName table, String partition, String which) {
        return server.rows(PARTS.formatted("table = {table:String}", which), of(table, partition)).stream()
                .map(CopyTables::part)
                .toList();
    }

    private static CopyPart part(Map<String, String> row) {
        return new CopyPart(
                row.get("partition_id"),
                row.get("name"),
                Long.parseLong(row.get("rows")),
                row.get("hash"),
                NONE.equals(row.get("uuid")) ? "" : row.get("uuid"));
    }

    private Optional<String> property(TableName table, String expression) {
        return server
                .rows(
                        "SELECT " + expression + " AS value FROM system.tables"
                                + " WHERE database = {database:String} AND name = {table:String}",
                        of(table))
                .stream()
                .map(row -> row.get("value"))
                .findFirst();
    }
}
