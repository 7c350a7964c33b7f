package io.caravan.migration;

import java.nio.charset.StandardCharsets;

import io.caravan.clickhouse.Quoted;

/** A table by its database and name; blanks and backticks are all right. */
public record TableName(String database, String table) {

    private static final int MOST_BYTES = 206;

    /** @throws IllegalArgumentException when ClickHouse could not have a table of this name */
    public TableName {
        check("database", database);
        check("table", table);
    }

    private static void check(String what, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(what + ": a name is wanted");
        } else if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException(what + ": a name of at most " + MOST_BYTES + " bytes is wanted");
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + ": a name without control characters is wanted");
        }
    }

    /** As it stands in a statement. */
    public String sql() {
        return Quoted.identifier(database) + "." + Quoted.identifier(table);
    }

    /** For people. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
