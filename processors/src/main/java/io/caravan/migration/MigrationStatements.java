package io.caravan.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.caravan.clickhouse.Quoted;

/** Statements of migrations: their ids and their settings. */
public final class MigrationStatements {

    private static final String PREFIX = "caravan-migration-";

    /** Names a statement of the migration among all that run in ClickHouse. */
    public String id(MigrationRequest migration) {
        return prefix(migration) + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String prefix(MigrationRequest migration) {
        return PREFIX + migration.id() + "-";
    }

    /** Parameters that find every statement of the migration that still runs. */
    public Map<String, Object> ofMigration(MigrationRequest migration) {
        return Map.of("prefix", prefix(migration));
    }

    /** Server settings for a statement. */
    public Map<String, String> settings(MigrationRequest migration) {
        Map<String, String> settings = new HashMap<>();
        if (migration.bandwidth() > 0) {
            settings.put("max_remote_write_network_bandwidth", String.valueOf(migration.bandwidth()));
        }
        return settings;
    }

    /** Changes the policy of a table, which no part follows by itself. */
    public String changePolicy(TablePlan table) {
        return "ALTER TABLE " + table.table().sql() + " MODIFY SETTING storage_policy = " + Quoted.text(table.policy());
    }
}
