package io.caravan.migration;

import java.time.Instant;

/**
 * An active part of a table.
 *
 * @param bytes on disk
 * @param hash {@code hash_of_all_files}: equal when every file is
 * @param modified when it was written; a move does not change it. To the second
 */
public record Part(PartName name, long rows, long bytes, String disk, String hash, Instant modified) {

    /** Whether it holds byte for byte the same. */
    public boolean sameAs(Part other) {
        return name.equals(other.name) && rows == other.rows && bytes == other.bytes && hash.equals(other.hash);
    }
}
