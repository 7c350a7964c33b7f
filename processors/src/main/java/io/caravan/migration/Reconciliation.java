package io.caravan.migration;

import java.util.List;
import java.util.Map;

/**
 * What became of the parts of a partition that was moved.
 *
 * @param parts on the volume now
 * @param unchanged parts that hold byte for byte what they held before
 * @param merged parts of before that merges or mutations of ClickHouse have taken up since
 * @param late parts that were inserted since
 */
record Reconciliation(int parts, long rows, long bytes, int unchanged, int merged, int late) {

    /**
     * Compares the parts of a partition before and after a move, without reading a row. A merge or mutation of ClickHouse's
     * own may make fewer rows of them: that is not of the move.
     *
     * @throws MigrationException when a part is gone, or holds something else
     */
    static Reconciliation of(List<Part> before, List<Part> after) {
        int unchanged = 0;
        int merged = 0;
        for (Part old : before) {
            Part now = after.stream()
                    .filter(part -> part.name().covers(old.name()))
                    .findFirst()
                    .orElse(null);
            if (now == null) {
                throw new MigrationException("the part " + old.name() + " with " + old.rows()
                        + " rows is no more, and no merge took it up: somebody dropped or detached it meanwhile");
            } else if (!now.name().equals(old.name())) {
                merged++;
            } else if (!now.sameAs(old)) {
                throw new MigrationException("the part " + old.name() + " is not what it was: " + old.rows() + " rows, "
                        + old.bytes() + " bytes, hash " + old.hash() + " before, " + now.rows() + " rows, "
                        + now.bytes()
                        + " bytes, hash " + now.hash() + " now");
            } else {
                unchanged++;
            }
        }
        int late = 0;
        for (Part now : after) {
            boolean holdsOld = before.stream().anyMatch(old -> now.name().covers(old.name()));
            late += holdsOld ? 0 : 1;
        }
        return new Reconciliation(
                after.size(),
                after.stream().mapToLong(Part::rows).sum(),
                after.stream().mapToLong(Part::bytes).sum(),
                unchanged,
                merged,
                late);
    }

    Map<String, Object> detail() {
        return Map.of(
                "parts", parts, "rows", rows, "bytes", bytes, "unchanged", unchanged, "merged", merged, "late", late);
    }
}
