package io.caravan.migration;

import java.util.ArrayList;
import java.util.List;

import io.caravan.clickhouse.Quoted;

/** Proves that the target takes a row and gives it back, before anything is begun: that credentials are right, for one. */
public final class MigrationProbes {

    static final String PREFIX = "__caravan_probe_";

    private static final long ROW = 42;

    /** @param policies to see which volume new rows go to */
    public Probe of(MigrationRequest migration, TablePlan table, StoragePolicies policies) {
        String name = new TableName(table.table().database(), PREFIX + migration.id()).sql();
        String drop = "DROP TABLE IF EXISTS " + name + " SYNC";
        List<String> statements = new ArrayList<>(List.of(
                drop,
                "CREATE TABLE " + name + " (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS storage_policy = "
                        + Quoted.text(table.policy()),
                "INSERT INTO " + name + " SETTINGS async_insert = 0 VALUES (" + ROW + ")"));
        String first = policies.volumesOf(table.policy()).get(0).name();
        if (table.volume() != null && !first.equals(table.volume())) {
            statements.add("ALTER TABLE " + name + " MOVE PARTITION ID 'all' TO VOLUME " + Quoted.text(table.volume()));
        }
        return new Probe(table, statements, "SELECT n FROM " + name, drop);
    }

    /** @throws MigrationException when another row comes back */
    public void check(Probe probe, long row) {
        if (row != ROW) {
            throw new MigrationException("a row that was written to the policy "
                    + probe.table().policy() + " came back as another one; nothing was begun");
        }
    }

    /** @throws MigrationException always: what the failure means */
    public void failed(Probe probe, Throwable failure) {
        Throwable cause = MoveErrors.ofStep(failure);
        throw new MigrationException(
                "a row cannot be written to the volume " + probe.table().volume() + " of the policy "
                        + probe.table().policy() + " and read again; nothing was begun. " + cause.getMessage(),
                cause);
    }
}
