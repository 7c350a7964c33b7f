package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Makes a partition of a target that nobody uses yet that of the source; done twice it is done once. */
final class PartitionCopy {

    private static final int ATTEMPTS = 5;

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyProgress progress;
    private final CopyStaging staging;
    private final TableName stagingTable;

    PartitionCopy(
            CopyStatements statements,
            CopyTables tables,
            CopyProgress progress,
            CopyStaging staging,
            TableName stagingTable) {
        this.statements = statements;
        this.tables = tables;
        this.progress = progress;
        this.staging = staging;
        this.stagingTable = stagingTable;
    }

    void copy(TableName source, TableName target, String partition) {
        Set<String> covered = fill(source, partition, ATTEMPTS);
        progress.note(partition, CopyProgress.REPLACING, List.of(), List.of());
        if (!covered.isEmpty()) {
            statements.copy(
                    partition,
                    "ALTER TABLE " + target.sql() + " REPLACE PARTITION ID " + Quoted.text(partition) + " FROM "
                            + stagingTable.sql(),
                    Map.of(),
                    Map.of());
            requireReplaced(target, partition);
        } else if (!tables.parts(target, partition).isEmpty()) {
            statements.dropPartition(target, partition);
        }
        progress.note(partition, CopyProgress.COVERED, List.copyOf(covered), List.of());
        staging.clear(partition);
    }

    private void requireReplaced(TableName target, String partition) {
        CopyTables.BothParts now = tables.parts(stagingTable, target, partition);
        if (!CopyStaging.identities(now.copy()).equals(CopyStaging.identities(now.source()))) {
            throw new CopyException("partition " + partition + " of " + target + " was not replaced");
        }
    }

    private Set<String> fill(TableName source, String partition, int attempts) {
        try {
            return staging.fill(source, partition);
        } catch (CopyChangedException e) {
            if (attempts == 1) {
                throw e;
            }
            return fill(source, partition, attempts - 1);
        }
    }
}
