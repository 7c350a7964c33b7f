package io.caravan.behavior;

import java.util.List;

import io.caravan.clickhouse.block.Spooled;

/**
 * Rows of a range, for one insert: all of them, or a part while the ones that the store refuses are looked for.
 *
 * @param token names exactly these rows
 * @param offsets of the records they come from
 * @param records those records; null as long as nobody needed them
 * @param body the rows in Native format, compressed with LZ4
 */
public record RangePiece(String token, long[] offsets, List<StoreRecord> records, Spooled body) {

    /** How many rows. */
    public int size() {
        return offsets.length;
    }
}
