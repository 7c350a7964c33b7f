package io.caravan.migration.copy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.caravan.migration.TableName;

/**
 * What a run of ClickhouseMigratorS3 that did not end has left: it drops each partition from the source as soon as it is in
 * {@code <table>_backup_s3}, so that rows may be in there alone. They are brought back; the
 * backup is never dropped, and gets the name {@code <table>__left_old_tool}.
 */
public final class OldToolBackup {

    private static final String SUFFIX = "_backup_s3";

    private final CopyServer server;
    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyContents contents;
    private final CopyProgress progress;
    private final MergeFence fence;
    private final CopyCarrier carrier;
    private final CopyNames names;
    private final TableName backup;

    public OldToolBackup(CopyServer server, TableName table, CopyLimits limits, Duration patience) {
        this.server = server;
        names = CopyNames.adopting(table);
        backup = of(table);
        statements = new CopyStatements(server, table, limits, patience);
        tables = new CopyTables(server);
        contents = new CopyContents(server, tables);
        progress = new CopyProgress(server, names.progress());
        fence = new MergeFence(statements, tables);
        CopyRows rows = new CopyRows(statements, tables, contents);
        CopyStaging staging = new CopyStaging(statements, tables, contents, rows, names.staging());
        carrier = new CopyCarrier(statements, tables, rows, progress, staging, names.staging());
    }

    /** The table that the old tool copies into, and gives the name of the source when that is dropped. */
    public static TableName of(TableName source) {
        return new TableName(source.database(), source.table() + SUFFIX);
    }

    public boolean exists() {
        return tables.exists(backup);
    }

    /**
     * Makes the source whole again.
     *
     * @param values of the partition keys that the old tool noted as completed
     * @see #bringBack
     */
    public int bringBackNoted(List<String> values) {
        return bringBack(tables.idsOf(backup, values));
    }

    /**
     * Makes the source whole again.
     *
     * @param completed ids of the partitions that the old tool noted as completed: what the source has of them came later
     * @return how many partitions came back
     * @throws CopyException when a partition is in both, and nobody can tell which rows are the same; nothing is changed then
     */
    public int bringBack(Set<String> completed) {
        statements.awaitQuiet();
        if (!exists()) {
            return 0;
        }
        if (!tables.exists(names.live())) {
            statements.run(
                    "RENAME TABLE " + backup.sql() + " TO " + names.live().sql());
            return tables.partitions(names.live()).size();
        }
        List<String> lacking = lacking(completed);
        if (!lacking.isEmpty()) {
            begin();
        }
        for (String partition : lacking) {
            carrier.carry(backup, names.live(), partition, CopyStaging.names(tables.parts(backup, partition)));
        }
        end();
        statements.run("RENAME TABLE " + backup.sql() + " TO " + names.kept().sql());
        return lacking.size();
    }

    private List<String> lacking(Set<String> completed) {
        List<String> partitions = tables.partitions(backup);
        if (beginning().isPresent()) {
            begin();
            partitions.forEach(partition -> carrier.resume(names.live(), partition));
        }
        try {
            return partitions.stream()
                    .filter(partition -> lacks(partition, completed))
                    .toList();
        } catch (CopyException e) {
            end();
            throw e;
        }
    }

    private boolean lacks(String partition, Set<String> completed) {
        List<CopyPart> there = tables.parts(names.live(), partition);
        if (there.isEmpty()) {
            return true;
        }
        long rows = contents.of(backup, partition).rows();
        long missing = contents.missing(backup, names.live(), partition);
        if (missing == 0) {
            return false;
        }
        if (missing == rows && (completed.contains(partition) || !contents.collapses(names.live()))) {
            return true;
        }
        throw new CopyException(missing + " of " + rows + " rows of partition " + partition + " of " + backup
                + " are not in " + names.live()
                + ", which has rows of that partition too. Nobody but you can tell whether they"
                + " are copies that merges have changed; move or drop the partition of " + backup
                + ", and start again");
    }

    private void begin() {
        if (beginning().isEmpty()) {
            progress.create();
            TableDdl ddl = tables.ddl(names.live());
            statements.drop(names.staging());
            new CopyCreation(server, statements).staging(ddl, names.staging());
            progress.note("", CopyProgress.BEGUN, MergeFence.valuesOf(ddl), List.of());
        }
        fence.close(names.live());
        fence.close(backup);
    }

    private void end() {
        beginning().ifPresent(values -> fence.open(names.live(), values));
        names.helpers().forEach(statements::drop);
    }

    private Optional<List<String>> beginning() {
        return tables.exists(names.progress())
                ? progress.last(CopyProgress.BEGUN).map(CopyProgress.Note::parts)
                : Optional.empty();
    }
}
