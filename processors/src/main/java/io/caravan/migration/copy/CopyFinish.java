package io.caravan.migration.copy;

import java.util.Optional;

import io.caravan.migration.TableName;

/** Drops the kept table, once all its rows have been seen in the one that took its name. */
final class CopyFinish {

    private final CopyServer server;
    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyContents contents;
    private final CopyProgress progress;
    private final CopyPreparation preparation;
    private final CopyNames names;

    CopyFinish(
            CopyServer server,
            CopyStatements statements,
            CopyTables tables,
            CopyContents contents,
            CopyProgress progress,
            CopyPreparation preparation,
            CopyNames names) {
        this.server = server;
        this.statements = statements;
        this.tables = tables;
        this.contents = contents;
        this.progress = progress;
        this.preparation = preparation;
        this.names = names;
    }

    /** Fails unless everything that is in the kept table is in the live one. */
    void verify() {
        CopyBeginning begun = requireSwapped();
        if (tables.exists(names.kept())) {
            requireUuid(names.kept(), begun.source());
            boolean collapses = contents.collapses(names.kept());
            for (String partition : tables.partitions(names.kept())) {
                long missing = contents.same(names.kept(), names.live(), partition)
                        ? 0
                        : collapses ? missingKeys(partition) : contents.missing(names.kept(), names.live(), partition);
                if (missing > 0) {
                    throw new CopyException(missing + (collapses ? " keys" : " rows") + " of partition " + partition
                            + " of " + names.kept() + " are not in " + names.live()
                            + ". If they were deleted on purpose since, drop " + names.kept() + " by hand");
                }
            }
        }
    }

    /** The last step: nothing can be rolled back after it. */
    void drop() {
        verify();
        statements.drop(names.kept());
        dropHelpers();
    }

    void dropHelpers() {
        names.helpers().forEach(statements::drop);
    }

    boolean swapped() {
        return progress.last(CopyProgress.SWAPPED).isPresent();
    }

    private CopyBeginning requireSwapped() {
        Optional<CopyBeginning> begun = preparation.beginning();
        if (begun.isEmpty() || !swapped()) {
            throw new CopyException("the tables of " + names.live() + " have not been exchanged yet");
        }
        requireUuid(names.live(), begun.get().target());
        return begun.get();
    }

    private void requireUuid(TableName table, String uuid) {
        if (!tables.uuid(table).equals(Optional.of(uuid))) {
            throw new CopyException("the table " + table + " is another one than when the tables were exchanged");
        }
    }

    private long missingKeys(String partition) {
        String key = server.rows(
                        "SELECT sorting_key AS key FROM system.tables"
                                + " WHERE database = {database:String} AND name = {table:String}",
                        CopyTables.of(names.live()))
                .get(0)
                .get("key");
        String keys = "SELECT DISTINCT tuple(" + key + ") AS key FROM %s WHERE _partition_id = {partition:String}";
        return statements.count(
                "SELECT count() AS n FROM (" + keys.formatted(names.kept().sql() + " FINAL") + ") WHERE key NOT IN ("
                        + keys.formatted(names.live().sql()) + ")",
                CopyTables.of(names.kept(), partition));
    }
}
