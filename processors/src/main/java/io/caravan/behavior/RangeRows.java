package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Chunks;
import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.hub.deadletter.UnusableException;

/** Gathers the rows of one insert. Not for use by several threads. */
public final class RangeRows {

    private final EventScanner scanner = new EventScanner();
    private final EventKey key = new EventKey();
    private final BehaviorRows rows;
    private final Block block;
    private final List<DeadLetter> unusable = new ArrayList<>();
    private final List<StoreRecord> resent = new ArrayList<>();
    private String topic;
    private byte[] topicBytes;
    private int partition;
    private long[] offsets = new long[1024];
    private long[] keys = new long[1024];

    /** @param rows reads what the scanner leaves */
    RangeRows(BehaviorRows rows) {
        this.rows = rows;
        this.block = rows.newBlock();
    }

    /** Throws away what is here; rows of this partition are to come. */
    void begin(String nextTopic, int nextPartition) {
        topic = nextTopic;
        topicBytes = nextTopic.getBytes(StandardCharsets.UTF_8);
        partition = nextPartition;
        block.clear();
        unusable.clear();
        resent.clear();
    }

    /**
     * Adds the row of a record; one that is no event is kept apart.
     *
     * @param letter id of the dead letter that it is sent again for; null for a record that comes for the first time
     */
    void add(long offset, byte[] value, String letter) {
        if (letter != null) {
            resent.add(new StoreRecord(offset, value, letter));
        }
        try {
            long added = row(offset, value);
            int size = block.rows();
            if (size > keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            keys[size - 1] = added;
            offsets[size - 1] = offset;
        } catch (UnusableException e) {
            byte[] raw = value == null ? new byte[0] : value;
            unusable.add(DeadLetter.of(e.code(), e.getMessage(), topic + ":" + partition + ":" + offset, raw)
                    .continuing(letter));
        }
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
        return block.rows();
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

    /** One block in Native format, compressed with LZ4, so that a token always names the same rows. */
    byte[] body() {
        if (block.rows() == 0) {
            return new byte[0];
        }
        var bytes = new Chunks();
        var body = new CompressedBlocks(bytes);
        body.take(block);
        body.finish();
        return bytes.take();
    }
}
