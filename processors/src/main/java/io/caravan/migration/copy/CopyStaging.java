package io.caravan.migration.copy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Puts the parts of a partition together on the target's policy, byte for byte, before the target gets them. */
final class CopyStaging {

    /** BAD_ARGUMENTS, NOT_IMPLEMENTED, SUPPORT_IS_DISABLED. */
    private static final Set<Integer> PARTS_REFUSED = Set.of(36, 48, 344);

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyContents contents;
    private final CopyRows rows;
    private final TableName staging;

    CopyStaging(CopyStatements statements, CopyTables tables, CopyContents contents, CopyRows rows, TableName staging) {
        this.statements = statements;
        this.tables = tables;
        this.contents = contents;
        this.rows = rows;
        this.staging = staging;
    }

    void clear(String partition) {
        statements.dropPartition(staging, partition);
    }

    /**
     * Copies the partition as it is now, and compares it.
     *
     * @return the parts of the source whose rows the staging table now has
     */
    Set<String> fill(TableName from, String partition) {
        clear(partition);
        List<CopyPart> before = tables.parts(from, partition);
        if (before.isEmpty()) {
            return Set.of();
        }
        if (!attach(from, partition)) {
            Set<String> names = names(before);
            rows.copy(from, staging, partition, names);
            return names;
        }
        Set<String> copied = sources(from, partition, before);
        compare(from, partition, copied);
        return copied;
    }

    /** @return whether the server can take the parts themselves */
    private boolean attach(TableName from, String partition) {
        try {
            statements.copy(
                    partition,
                    "ALTER TABLE " + staging.sql() + " ATTACH PARTITION ID " + Quoted.text(partition) + " FROM "
                            + from.sql(),
                    Map.of(),
                    Map.of());
            return true;
        } catch (ClickHouseException e) {
            if (!PARTS_REFUSED.contains(e.getCode())) {
                throw e;
            }
            clear(partition);
            return false;
        }
    }

    /** Which parts the server took: those that it has now and had before, else those with the same bytes. */
    private Set<String> sources(TableName from, String partition, List<CopyPart> before) {
        CopyTables.BothParts now = tables.parts(from, staging, partition);
        List<CopyPart> copies = now.copy();
        if (names(before).equals(names(now.source())) && identities(before).equals(identities(copies))) {
            return names(before);
        }
        PartMatch match = PartMatch.of(tables.partsAlsoReplaced(from, partition), copies);
        if (!match.unmatched().isEmpty() || match.ambiguous()) {
            throw new CopyChangedException("partition " + partition + " of " + from
                    + " changed while it was copied; it has to be copied again");
        }
        return match.sources();
    }

    /** Reads both sides, as long as merges leave the source's parts in place; else their hashes alone have to do. */
    private void compare(TableName from, String partition, Set<String> parts) {
        CopyContents.Both both = contents.of(from, partition, parts, staging);
        CopyContent sent = both.sent();
        CopyContent arrived = both.arrived();
        boolean there = names(tables.parts(from, partition)).containsAll(parts);
        if (there && !sent.equals(arrived)) {
            throw new CopyException("partition " + partition + " of " + from + " has " + sent.rows()
                    + " rows with the sum " + sent.sum() + ", its copy " + arrived.rows() + " with " + arrived.sum());
        }
    }

    static Set<String> names(List<CopyPart> parts) {
        return parts.stream().map(CopyPart::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<String> identities(List<CopyPart> parts) {
        return parts.stream().map(CopyPart::identity).sorted().toList();
    }
}
