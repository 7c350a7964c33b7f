package io.caravan.behavior;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.caravan.kafka.Gathered;

/** Records of a partition that follow each other, as rows already, and how far they are dealt with. */
public final class PartitionBatch implements Gathered {

    /** Bytes of records that are kept as they came, in memory, since they are no rows or dead letters sent again. */
    private static final long MOST_KEPT = 8L << 20;

    private final String topic;
    private final int partition;
    private final int mostRows;
    private final long mostBytes;
    private final RangeRows rows;
    private final BehaviorGatherer gatherer;
    private String topicId;
    private long bytes;
    private long begin = -1;
    private long end;
    private long next;
    private RuntimeException fault;

    PartitionBatch(
            String topic, int partition, int mostRows, long mostBytes, RangeRows rows, BehaviorGatherer gatherer) {
        this.topic = topic;
        this.partition = partition;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
        this.rows = rows;
        this.gatherer = gatherer;
    }

    @Override
    public boolean take(ConsumerRecord<byte[], byte[]> record) {
        int length = record.value() == null ? 0 : record.value().length;
        if (begin < 0) {
            begin = record.offset();
            next = begin;
        } else if (record.offset() != end + 1
                || size() == mostRows
                || bytes + length > mostBytes
                || rows.kept() > MOST_KEPT
                || fault != null) {
            return false;
        }
        try {
            rows.add(record.offset(), record.value(), StoreRecord.letter(record));
        } catch (RuntimeException e) {
            // The route is to deal with it, like with any other failure to store: see more().
            fault = e;
        }
        bytes += length;
        end = record.offset();
        return true;
    }

    public String topic() {
        return topic;
    }

    public String topicId() {
        return topicId;
    }

    /** @param id Kafka's id of the topic */
    void ofTopic(String id) {
        topicId = id;
    }

    public int partition() {
        return partition;
    }

    @Override
    public int size() {
        return begin < 0 ? 0 : (int) (end - begin + 1);
    }

    @Override
    public long bytes() {
        return rows.memory();
    }

    /**
     * Whether records are left.
     *
     * @throws RuntimeException why the records could not be gathered
     */
    public boolean more() {
        if (fault != null) {
            throw fault;
        }
        return next <= end;
    }

    @Override
    public long first() {
        return begin;
    }

    @Override
    public long last() {
        return end;
    }

    /** Offset of the next record that is not dealt with. */
    public long next() {
        return next;
    }

    /** The rows, when the range is all of the batch; else null. */
    RangeRows rowsOf(RangeClaim claim) {
        return claim.first() == begin && claim.last() == end ? rows : null;
    }

    /** Goes on behind the range. */
    void pass(RangeClaim claim) {
        if (claim.last() < next) {
            throw new IllegalStateException("the range " + claim.token() + " lies before the batch");
        }
        next = claim.last() + 1;
    }

    @Override
    public void release() {
        gatherer.takeBack(rows);
    }
}
