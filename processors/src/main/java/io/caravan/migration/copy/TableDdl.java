package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.caravan.migration.TableName;

/**
 * The statement that creates a table of the MergeTree family, taken apart; what is not changed is written as it was read,
 * character for character.
 *
 * @param name the table's name as the statement writes it
 * @param definition columns, indexes, constraints and projections with their parentheses
 * @param engine for example {@code ReplicatedMergeTree}
 * @param arguments of the engine, as written; none when it has no parentheses
 * @param clauses what stands between engine and settings: keys, TTL
 * @param settings values as written, by name, in order
 * @param comment the literal as written; empty when there is none
 */
record TableDdl(
        String name,
        String definition,
        String engine,
        List<String> arguments,
        String clauses,
        Map<String, String> settings,
        String comment) {

    /**
     * @param sql the answer of {@code SHOW CREATE TABLE}
     * @throws IllegalArgumentException when it is no table with columns and an engine
     */
    static TableDdl parse(String sql) {
        return new TableDdlParser(sql).parse();
    }

    TableDdl named(TableName table) {
        return new TableDdl(table.sql(), definition, engine, arguments, clauses, settings, comment);
    }

    /** @param value as the statement is to write it, a text with its quotes */
    TableDdl with(String setting, String value) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.put(setting, value);
        return new TableDdl(name, definition, engine, arguments, clauses, changed, comment);
    }

    TableDdl without(String... names) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        for (String setting : names) {
            changed.remove(setting);
        }
        return new TableDdl(name, definition, engine, arguments, clauses, changed, comment);
    }

    boolean replicated() {
        return engine.startsWith("Replicated");
    }

    private boolean hasReplicaPath() {
        return replicated() && arguments.size() >= 2 && arguments.get(0).startsWith("'");
    }

    /**
     * A replicated table must not share the path of another: this one's gets {@code suffix}. One whose engine names no path
     * gets it from the server's {@code default_replica_path}, which holds the table's own UUID.
     */
    TableDdl withReplicaPathSuffix(String suffix) {
        if (!hasReplicaPath()) {
            return this;
        }
        String path = arguments.get(0);
        List<String> changed = new ArrayList<>(arguments);
        changed.set(0, path.substring(0, path.length() - 1) + suffix + "'");
        return new TableDdl(name, definition, engine, changed, clauses, settings, comment);
    }

    /** What makes two tables the same: all but the names, and settings in any order. */
    TableDdl comparable(String... ignoredSettings) {
        TableDdl plain = without(ignoredSettings);
        return new TableDdl(
                "",
                definition,
                engine,
                hasReplicaPath() ? arguments.subList(2, arguments.size()) : arguments,
                clauses,
                new TreeMap<>(plain.settings),
                comment);
    }

    String sql() {
        StringBuilder sql = new StringBuilder("CREATE TABLE ")
                .append(name)
                .append('\n')
                .append(definition)
                .append("\nENGINE = ")
                .append(engine);
        if (!arguments.isEmpty()) {
            sql.append('(').append(String.join(", ", arguments)).append(')');
        }
        if (!clauses.isEmpty()) {
            sql.append('\n').append(clauses);
        }
        if (!settings.isEmpty()) {
            sql.append("\nSETTINGS ")
                    .append(settings.entrySet().stream()
                            .map(setting -> setting.getKey() + " = " + setting.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (!comment.isEmpty()) {
            sql.append("\nCOMMENT ").append(comment);
        }
        return sql.toString();
    }
}
