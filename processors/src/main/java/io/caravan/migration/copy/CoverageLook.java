package io.caravan.migration.copy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.caravan.migration.TableName;

/**
 * Compares a partition on both sides: by the parts that were noted, else by their bytes, else by their rows. Merges of the
 * target are off, so that its parts are those that were put there.
 */
final class CoverageLook {

    private final CopyTables tables;
    private final CopyContents contents;
    private final CopyProgress progress;

    CoverageLook(CopyTables tables, CopyContents contents, CopyProgress progress) {
        this.tables = tables;
        this.contents = contents;
        this.progress = progress;
    }

    /** By what was noted alone, for a target that is in use: what else lies in it came in by itself. */
    Coverage noted(TableName source, String partition) {
        return Coverage.of(progress.covered(partition).orElse(Set.of()), tables.parts(source, partition));
    }

    Coverage at(TableName source, TableName target, String partition) {
        CopyTables.BothParts now = tables.parts(source, target, partition);
        List<CopyPart> there = now.source();
        Optional<Set<String>> noted = progress.covered(partition);
        if (noted.isPresent()) {
            Coverage coverage = Coverage.of(noted.get(), there);
            if (coverage.usable()) {
                return coverage;
            }
        }
        List<CopyPart> copies = now.copy();
        if (noted.isEmpty()) {
            PartMatch match = PartMatch.of(there, copies);
            if (!copies.isEmpty() && match.unmatched().isEmpty()) {
                return note(partition, Coverage.of(match.sources(), there));
            }
        }
        if (!copies.isEmpty() && !there.isEmpty() && contents.same(source, target, partition)) {
            return sameRows(source, partition, there);
        }
        return there.isEmpty() && copies.isEmpty() ? Coverage.of(Set.of(), there) : Coverage.UNKNOWN;
    }

    /** The rows that were compared are those of {@code before} only when no part came or went meanwhile. */
    private Coverage sameRows(TableName source, String partition, List<CopyPart> before) {
        Set<String> names = CopyStaging.names(before);
        return names.equals(CopyStaging.names(tables.parts(source, partition)))
                ? note(partition, Coverage.of(names, before))
                : Coverage.UNKNOWN;
    }

    private Coverage note(String partition, Coverage coverage) {
        progress.note(partition, CopyProgress.COVERED, List.copyOf(coverage.covered()), List.of());
        return coverage;
    }
}
