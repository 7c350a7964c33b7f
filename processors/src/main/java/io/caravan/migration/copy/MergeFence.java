package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.caravan.migration.TableName;

/**
 * Keeps the merges of a table off, so that parts stay what they are: by settings, which outlive a restart of the server, and by
 * SYSTEM STOP MERGES, which also ends those that run.
 */
final class MergeFence {

    private static final String LARGEST = "max_bytes_to_merge_at_max_space_in_pool";
    private static final String LARGEST_WHEN_BUSY = "max_bytes_to_merge_at_min_space_in_pool";

    /** The settings, in the order of their values elsewhere. */
    static final List<String> SETTINGS = List.of(LARGEST, LARGEST_WHEN_BUSY);

    /** No part is as small as that. */
    private static final String NOTHING = "1";

    private final CopyStatements statements;
    private final CopyTables tables;

    MergeFence(CopyStatements statements, CopyTables tables) {
        this.statements = statements;
        this.tables = tables;
    }

    static TableDdl closed(TableDdl ddl) {
        return ddl.with(LARGEST, NOTHING).with(LARGEST_WHEN_BUSY, NOTHING);
    }

    /** What the settings of a table that is not closed are, for {@link #open}: empty where it has none of its own. */
    static List<String> valuesOf(TableDdl ddl) {
        return SETTINGS.stream()
                .map(name -> ddl.settings().getOrDefault(name, ""))
                .toList();
    }

    void close(TableName table) {
        if (!isClosed(table)) {
            statements.run("ALTER TABLE " + table.sql() + " MODIFY SETTING " + LARGEST + " = " + NOTHING + ", "
                    + LARGEST_WHEN_BUSY + " = " + NOTHING);
        }
        statements.run("SYSTEM STOP MERGES " + table.sql());
        statements.await(
                () -> tables.running(
                                "SELECT count() AS n FROM system.merges"
                                        + " WHERE database = {database:String} AND table = {table:String}",
                                table)
                        == 0,
                "merges of " + table + " still run");
    }

    /** Whether a partition has so many parts for want of merges that the server will soon make inserts wait. */
    boolean crowded(TableName table) {
        Map<String, Object> parameters = new HashMap<>(CopyTables.of(table));
        parameters.put("own", tables.ddl(table).settings().getOrDefault("parts_to_delay_insert", ""));
        return statements.count(
                        "SELECT max(parts) * 2 > toUInt64(if({own:String} != '', {own:String},"
                                + " (SELECT value FROM system.merge_tree_settings WHERE name = 'parts_to_delay_insert')))"
                                + " AS n FROM (SELECT count() AS parts FROM system.parts WHERE active"
                                + " AND database = {database:String} AND table = {table:String} GROUP BY partition_id)",
                        parameters)
                > 0;
    }

    boolean isClosed(TableName table) {
        return valuesOf(tables.ddl(table)).equals(List.of(NOTHING, NOTHING));
    }

    /** @param values of the settings, as {@link #valuesOf} told them */
    void open(TableName table, List<String> values) {
        List<String> set = new ArrayList<>();
        List<String> reset = new ArrayList<>();
        Map<String, String> now = tables.ddl(table).settings();
        for (int i = 0; i < SETTINGS.size(); i++) {
            String name = SETTINGS.get(i);
            if (!values.get(i).isEmpty()) {
                set.add(name + " = " + values.get(i));
            } else if (now.containsKey(name)) {
                reset.add(name);
            }
        }
        if (!set.isEmpty()) {
            statements.run("ALTER TABLE " + table.sql() + " MODIFY SETTING " + String.join(", ", set));
        }
        if (!reset.isEmpty()) {
            statements.run("ALTER TABLE " + table.sql() + " RESET SETTING " + String.join(", ", reset));
        }
        statements.run("SYSTEM START MERGES " + table.sql());
    }
}
