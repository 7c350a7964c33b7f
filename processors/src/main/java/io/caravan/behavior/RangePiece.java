package io.caravan.behavior;

import java.util.List;

/**
 * Rows of a range, for one insert: all of them, or a part while the ones that the store refuses are looked for.
 *
 * @param token names exactly these rows
 * @param records they come from, in the order of their offsets
 * @param body the rows in Native format, compressed with LZ4
 */
public record RangePiece(String token, List<StoreRecord> records, byte[] body) {

    /** How many rows. */
    public int size() {
        return records.size();
    }
}
