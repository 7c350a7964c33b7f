package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.hub.deadletter.UnusableException;

/** Gathers the rows of one insert. Not for use by several threads. */
final class RangeRows {

    private final EventScanner scanner = new EventScanner();
    private final EventKey key = new EventKey();
    private final BehaviorRows rows;
    private final RangeClaim claim;
    private final byte[] topic;
    private final Block block;

    /** @param rows reads what the scanner leaves */
    RangeRows(BehaviorRows rows, RangeClaim claim) {
        this.rows = rows;
        this.claim = claim;
        this.topic = claim.topic().getBytes(StandardCharsets.UTF_8);
        this.block = rows.newBlock();
    }

    /**
     * Adds the row of a record.
     *
     * @param again tells by its key whether the event was stored before
     * @return whether it was added
     * @throws UnusableException when the record is no event
     */
    boolean add(StoreRecord record, LongPredicate again) {
        byte[] value = record.value();
        if (value != null && scanner.scan(value)) {
            boolean added = !again.test(scanner.key(key));
            if (added) {
                scanner.writeTo(block, topic, claim.partition(), record.offset());
            }
            return added;
        }
        Object[] row = rows.row(value, claim.topic(), claim.partition(), record.offset());
        boolean added = !again.test(BehaviorRows.keyOf(row, key));
        if (added) {
            block.add(row);
        }
        return added;
    }

    /** One block in Native format, compressed with LZ4, so that a token always names the same rows. */
    byte[] body() {
        if (block.rows() == 0) {
            return new byte[0];
        }
        var body = new CompressedBlocks();
        body.take(block);
        return body.finish();
    }
}
