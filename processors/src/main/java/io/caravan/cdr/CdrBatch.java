package io.caravan.cdr;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.clickhouse.block.Spool;
import io.caravan.clickhouse.block.Spooled;
import io.caravan.hub.deadletter.DeadLetter;

/**
 * Call records for one insert, and what is to be known of them.
 *
 * @param body the rows as {@link CompressedBlocks}; to be closed with the batch
 * @param rows how many; 0 when all records of the stretch are stored already or cannot be
 * @param token names exactly these rows of this pull, so that a repeated insert is dropped by the store
 * @param days business days of the rows
 * @param changes those of the rows that the store had otherwise, or should have had before
 * @param rejected records of the same stretch of the reply that cannot be stored
 */
public record CdrBatch(
        Spooled body, int rows, String token, Set<LocalDate> days, List<CdrChange> changes, List<DeadLetter> rejected)
        implements Closeable {

    /** For which there is nothing to do. */
    public static CdrBatch empty() {
        return new CdrBatch(new Spool().take(), 0, "", Set.of(), List.of(), List.of());
    }

    /** Whether there is nothing to do for it. */
    public boolean isEmpty() {
        return rows == 0 && changes.isEmpty() && rejected.isEmpty();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
