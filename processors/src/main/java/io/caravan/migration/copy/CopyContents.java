package io.caravan.migration.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Reads rows on both sides to compare them. */
final class CopyContents {

    /** A tuple, since a hash of columns alone is NULL as soon as one of them is, and the sum would pass that row over. */
    private static final String SUMS = "SELECT count() AS rows, toString(sum(cityHash64(tuple(%s)))) AS sum FROM %s";

    /** Engines whose merges make one row of several. */
    private static final Pattern COLLAPSING =
            Pattern.compile("(Replicated)?(Replacing|Summing|Aggregating|Coalescing|(Versioned)?Collapsing)MergeTree");

    private final CopyServer server;
    private final CopyTables tables;

    CopyContents(CopyServer server, CopyTables tables) {
        this.server = server;
        this.tables = tables;
    }

    /** Of the rows as they lie in the partition. */
    CopyContent of(TableName table, String partition) {
        return sums(columns(table), table.sql() + " WHERE _partition_id = {partition:String}", table, partition);
    }

    /** What was sent of some parts of a partition, and what arrived in a table that holds nothing else in it. */
    record Both(CopyContent sent, CopyContent arrived) {}

    /** Reads both sides at the same time. */
    Both of(TableName from, String partition, Set<String> parts, TableName copy) {
        String columns = columns(copy);
        Map<String, Object> parameters = new HashMap<>(CopyTables.of(from, partition));
        parameters.put("parts", List.copyOf(parts));
        String sent = from.sql() + " WHERE _partition_id = {partition:String} AND _part IN {parts:Array(String)}";
        String arrived = copy.sql() + " WHERE _partition_id = {partition:String}";
        List<Map<String, String>> rows = server.rows(
                "SELECT side, rows, sum FROM (SELECT 1 AS side, * FROM (" + SUMS.formatted(columns, sent)
                        + ") UNION ALL SELECT 2 AS side, * FROM (" + SUMS.formatted(columns, arrived)
                        + ")) ORDER BY side",
                parameters);
        return new Both(content(rows.get(0)), content(rows.get(1)));
    }

    /** Whether both tables hold the same rows in the partition, as they are, or else once merges have collapsed them all. */
    boolean same(TableName one, TableName two, String partition) {
        return of(one, partition).equals(of(two, partition))
                || collapses(one) && collapsed(one, partition).equals(collapsed(two, partition));
    }

    boolean collapses(TableName table) {
        return COLLAPSING.matcher(tables.ddl(table).engine()).matches();
    }

    /** Rows of one table that the other lacks in the partition; a row that occurs twice has to be there twice. */
    long missing(TableName from, TableName in, String partition) {
        String columns = columns(from);
        String hashes =
                "SELECT cityHash64(tuple(%s)) AS hash, %d AS sign FROM %s WHERE _partition_id = {partition:String}";
        String sql =
                "SELECT toString(sum(surplus)) AS rows FROM (SELECT toUInt64(greatest(sum(sign), 0)) AS surplus FROM ("
                        + hashes.formatted(columns, 1, from.sql()) + " UNION ALL "
                        + hashes.formatted(columns, -1, in.sql()) + ") GROUP BY hash)";
        return Long.parseLong(
                server.rows(sql, CopyTables.of(from, partition)).get(0).get("rows"));
    }

    private CopyContent collapsed(TableName table, String partition) {
        String columns = server
                .rows(
                        "SELECT name, type FROM system.columns WHERE database = {database:String} AND table = {table:String}"
                                + " AND default_kind NOT IN ('ALIAS', 'EPHEMERAL') ORDER BY position",
                        CopyTables.of(table))
                .stream()
                .map(row -> row.get("type").startsWith("AggregateFunction(")
                        ? "finalizeAggregation(" + Quoted.identifier(row.get("name")) + ")"
                        : Quoted.identifier(row.get("name")))
                .collect(Collectors.joining(", "));
        return sums(columns, table.sql() + " FINAL WHERE _partition_id = {partition:String}", table, partition);
    }

    private CopyContent sums(String columns, String from, TableName table, String partition) {
        return content(server.rows(SUMS.formatted(columns, from), CopyTables.of(table, partition))
                .get(0));
    }

    private static CopyContent content(Map<String, String> row) {
        return new CopyContent(Long.parseLong(row.get("rows")), row.get("sum"));
    }

    private String columns(TableName table) {
        return tables.storedColumns(table).stream().map(Quoted::identifier).collect(Collectors.joining(", "));
    }
}
