package io.caravan.behavior;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.clickhouse.block.Spool;
import io.caravan.clickhouse.block.Spooled;
import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.hub.deadletter.UnusableException;

/**
 * Gathers the rows of one insert. They are compressed as they come, so that memory holds few of them, however many there are.
 * Not for use by several threads.
 */
public final class RangeRows {

    /** Bytes of events that are one block: fewer are compressed worse, more take memory for each partition. */
    private static final long BLOCK_BYTES = 2L << 20;

    private final EventScanner scanner = new EventScanner();
    private final EventKey key = new EventKey();
    private final BehaviorRows rows;
    private final Block block;
    private final Spool spool = new Spool();
    private final CompressedBlocks blocks = new CompressedBlocks(spool);
    private final List<DeadLetter> unusable = new ArrayList<>();
    private final List<StoreRecord> resent = new ArrayList<>();
    private String topic;
    private byte[] topicBytes;
    private int partition;
    private long[] offsets = new long[1024];
    private long[] keys = new long[1024];
    private int size;
    private long inBlock;
    private long kept;
    private Spooled body;

    /** @param rows reads what the scanner leaves */
    RangeRows(BehaviorRows rows) {
        this.rows = rows;
        this.block = rows.newBlock();
    }

    /** Rows of this partition are to come; nothing is here. */
    void begin(String nextTopic, int nextPartition) {
        topic = nextTopic;
        topicBytes = nextTopic.getBytes(StandardCharsets.UTF_8);
        partition = nextPartition;
    }

    /** Throws away what is here, and the body that was made of it. */
    void clear() {
        block.clear();
        blocks.discard();
        unusable.clear();
        resent.clear();
        size = 0;
        inBlock = 0;
        kept = 0;
        try (Spooled given = body) {
            spool.discard();
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be closed", e);
        }
        body = null;
    }

    /**
     * Adds the row of a record; one that is no event is kept apart.
     *
     * @param letter id of the dead letter that it is sent again for; null for a record that comes for the first time
     */
    void add(long offset, byte[] value, String letter) {
        if (letter != null) {
            resent.add(new StoreRecord(offset, value, letter));
            kept += value == null ? 0 : value.length;
        }
        try {
            long added = row(offset, value);
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            keys[size] = added;
            offsets[size] = offset;
            size++;
            inBlock += value.length;
            if (inBlock >= BLOCK_BYTES) {
                compress();
            }
        } catch (UnusableException e) {
            byte[] raw = value == null ? new byte[0] : value;
            unusable.add(DeadLetter.of(e.code(), e.getMessage(), topic + ":" + partition + ":" + offset, raw)
                    .continuing(letter));
            kept += raw.length;
        }
    }

    private void compress() {
        blocks.take(block);
        inBlock = 0;
    }

    /** The number of the event's key. */
    private long row(long offset, byte[] value) {
        if (value != null && scanner.scan(value)) {
            scanner.writeTo(block, topicBytes, partition, offset);
            return scanner.key(key);
        }
        Object[] row = rows.row(value, topic, partition, offset);
        block.add(row);
        return BehaviorRows.keyOf(row, key);
    }

    int size() {
        return size;
    }

    /** Bytes of records that are kept as they came. */
    long kept() {
        return kept;
    }

    /** Bytes of memory that all this takes, about. */
    long memory() {
        return inBlock + Math.min(spool.size(), Spool.IN_MEMORY) + kept + size * 2L * Long.BYTES;
    }

    long key(int row) {
        return keys[row];
    }

    long offset(int row) {
        return offsets[row];
    }

    /** Of all rows. */
    long[] offsets() {
        return Arrays.copyOf(offsets, size());
    }

    /** The records that are no events. */
    List<DeadLetter> unusable() {
        return List.copyOf(unusable);
    }

    /** Those of the records that are dead letters sent again. */
    ResentRecords resent(RangeClaim claim) {
        return new ResentRecords(resent, claim, rows);
    }

    /**
     * The rows in Native format, compressed with LZ4: the same bytes for the same rows, so that a token names the same rows.
     * Good until this is cleared.
     */
    Spooled body() {
        if (block.rows() > 0) {
            compress();
        }
        blocks.finish();
        body = spool.take();
        return body;
    }
}
