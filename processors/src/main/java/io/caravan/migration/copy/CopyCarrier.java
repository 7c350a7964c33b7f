package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/**
 * Brings rows of some parts into a table that may be in use, once: they are put together in the staging table, whose parts
 * have UUIDs, and attached; whoever comes after a kill sees by the UUIDs whether they have arrived. Views see none of it.
 *
 * <p>Merges of the table that gets them have to be off, and those of the other too once somebody uses the former.
 */
final class CopyCarrier {

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyRows rows;
    private final CopyProgress progress;
    private final CopyStaging staging;
    private final TableName stagingTable;

    CopyCarrier(
            CopyStatements statements,
            CopyTables tables,
            CopyRows rows,
            CopyProgress progress,
            CopyStaging staging,
            TableName stagingTable) {
        this.statements = statements;
        this.tables = tables;
        this.rows = rows;
        this.progress = progress;
        this.staging = staging;
        this.stagingTable = stagingTable;
    }

    void carry(TableName from, TableName to, String partition, Set<String> parts) {
        staging.clear(partition);
        rows.copy(from, stagingTable, partition, parts);
        List<String> uuids = tables.parts(stagingTable, partition).stream()
                .map(CopyPart::uuid)
                .toList();
        if (uuids.contains("")) {
            throw new CopyException("the server gives the parts of " + stagingTable
                    + " no UUID, so that nobody could tell whether they have arrived");
        }
        List<String> names = List.copyOf(parts);
        progress.note(partition, CopyProgress.CARRYING, names, uuids);
        arrive(to, partition, new CopyProgress.Note(CopyProgress.CARRYING, names, uuids));
    }

    /** Ends what a killed hub began with this partition. */
    void resume(TableName to, String partition) {
        progress.carrying(partition).ifPresent(note -> arrive(to, partition, note));
    }

    private void arrive(TableName to, String partition, CopyProgress.Note note) {
        Set<String> arrived =
                tables.parts(to, partition).stream().map(CopyPart::uuid).collect(Collectors.toSet());
        List<CopyPart> waiting = tables.parts(stagingTable, partition).stream()
                .filter(part -> note.uuids().contains(part.uuid()))
                .toList();
        for (CopyPart part : waiting) {
            if (arrived.contains(part.uuid())) {
                statements.run("ALTER TABLE " + stagingTable.sql() + " DROP PART " + Quoted.text(part.name()));
            }
        }
        if (waiting.stream().anyMatch(part -> !arrived.contains(part.uuid()))) {
            statements.copy(
                    partition,
                    "ALTER TABLE " + to.sql() + " ATTACH PARTITION ID " + Quoted.text(partition) + " FROM "
                            + stagingTable.sql(),
                    Map.of(),
                    Map.of());
        }
        requireArrived(to, partition, note);
        progress.note(partition, CopyProgress.CARRIED, note.parts(), List.of());
        staging.clear(partition);
    }

    private void requireArrived(TableName to, String partition, CopyProgress.Note note) {
        Set<String> there =
                tables.parts(to, partition).stream().map(CopyPart::uuid).collect(Collectors.toSet());
        if (!there.containsAll(note.uuids())) {
            throw new CopyException(
                    "rows of the parts " + note.parts() + " of partition " + partition + " were on their way to " + to
                            + ", and did not arrive whole; they are in the table they came from");
        }
    }
}
