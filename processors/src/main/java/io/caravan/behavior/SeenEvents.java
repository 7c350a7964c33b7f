package io.caravan.behavior;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Recognises an event that comes again within a number of records of its Kafka partition: a client that got no answer sends
 * it a second time. What counts is what the store holds, of which this is a copy: it is read again whenever records do not
 * follow the last ones, so that a range has the same duplicates in every try. Each consumer has a copy of its own: one that lost its
 * partition without knowing yet must not spoil the other's.
 */
public final class SeenEvents {

    private final int records;
    private final ThreadLocal<Map<TopicPartition, Recent>> partitions = ThreadLocal.withInitial(HashMap::new);

    /** @param records how far back to look in a partition; 0 switches it off */
    public SeenEvents(int records) {
        this.records = records;
    }

    /** Two tables, of which the older one is dropped when the newer one is full. */
    private static final class Recent {
        private OffsetsByKey older = new OffsetsByKey();
        private OffsetsByKey newer = new OffsetsByKey();
        private long next;
        private RangeClaim judged;
    }

    /** Whether the events before the range have to be read. */
    public boolean unknown(RangeClaim claim) {
        Recent recent = partitions.get().get(partition(claim));
        return records > 0 && (recent == null || recent.next != claim.first());
    }

    /** Parameters of the question for the events before the range. */
    public Map<String, Object> question(RangeClaim claim) {
        return Map.of(
                "topic", claim.topic(),
                "partition", claim.partition(),
                "from", Math.max(0, claim.first() - records),
                "first", claim.first());
    }

    /**
     * Takes over the answer.
     *
     * @param keysAndOffsets in RowBinary: the key of an event and its offset, UInt64 both
     */
    public void read(InputStream keysAndOffsets, RangeClaim claim) throws IOException {
        var recent = new Recent();
        recent.next = claim.first();
        try (var in = new DataInputStream(keysAndOffsets)) {
            byte[] row = new byte[16];
            while (in.readNBytes(row, 0, 16) == 16) {
                recent.newer.putIfAbsent(int64(row, 0), int64(row, 8));
            }
        }
        partitions.get().put(partition(claim), recent);
    }

    /** Offsets of the rows whose events were stored before, or stand earlier in the range; the others are known from now on. */
    Set<Long> again(RangeClaim claim, RangeRows rows) {
        Recent recent = partitions.get().get(partition(claim));
        if (recent == null) {
            return Set.of();
        }
        recent.judged = claim;
        Set<Long> again = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (again(recent, rows.key(row), rows.offset(row))) {
                again.add(rows.offset(row));
            }
        }
        return again;
    }

    private boolean again(Recent recent, long key, long offset) {
        if (before(recent.older.get(key), offset)) {
            return true;
        }
        long known = recent.newer.putIfAbsent(key, offset);
        boolean again = before(known, offset);
        if (known >= 0 && known < offset - records) {
            // Too long ago to count: from now on it is this one that the next is compared with.
            recent.newer.put(key, offset);
        }
        if (recent.newer.size() > records) {
            recent.older = recent.newer;
            recent.newer = new OffsetsByKey();
        }
        return again;
    }

    /**
     * What follows the range is known now, unless the events of the range went into another copy: a route that has sent dead
     * letters goes on in Kafka's thread.
     */
    void passed(RangeClaim claim) {
        Recent recent = partitions.get().get(partition(claim));
        if (recent != null && claim.equals(recent.judged)) {
            recent.next = claim.last() + 1;
        }
    }

    private boolean before(long known, long offset) {
        return known >= 0 && known < offset && known >= offset - records;
    }

    private static TopicPartition partition(RangeClaim claim) {
        return new TopicPartition(claim.topic(), claim.partition());
    }

    static long int64(byte[] bytes, int at) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
