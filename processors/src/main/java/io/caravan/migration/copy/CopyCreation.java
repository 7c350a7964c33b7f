package io.caravan.migration.copy;

import java.util.HashMap;
import java.util.Map;

import io.caravan.migration.TableName;

/** Creates tables after the definition of one that exists. */
final class CopyCreation {

    private final CopyServer server;
    private final CopyStatements statements;

    CopyCreation(CopyServer server, CopyStatements statements) {
        this.server = server;
        this.statements = statements;
    }

    /** With all that a server may ask to be allowed: a table like it exists, so it was. */
    void create(TableDdl ddl) {
        Map<String, String> settings = new HashMap<>();
        server.rows(
                        "SELECT name FROM system.settings WHERE type = 'Bool' AND value = '0' AND NOT is_obsolete"
                                + " AND match(name, '^allow_(suspicious|experimental|deprecated)_')",
                        Map.of())
                .forEach(row -> settings.put(row.get("name"), "1"));
        settings.put("flatten_nested", "0");
        statements.run(ddl.sql(), Map.of(), settings);
    }

    /** A table whose parts can be attached to that of the definition: they have UUIDs, and stay as they are. */
    void staging(TableDdl ddl, TableName name) {
        create(MergeFence.closed(ddl.named(name))
                .with("assign_part_uuids", "1")
                // Rows that are put together a second time after a kill are no repetition of the first time.
                .with("non_replicated_deduplication_window", "0")
                .withReplicaPathSuffix("__staging"));
    }
}
