package io.caravan.behavior;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/** What a consumer gathered of a partition, in the order of its offsets, and how far it is dealt with. */
public final class PartitionBatch {

    private final String topic;
    private final String topicId;
    private final int partition;
    private final List<StoreRecord> records;
    private int next;

    /** @param records in any order; one that came twice counts once */
    PartitionBatch(String topic, String topicId, int partition, List<StoreRecord> records) {
        this.topic = topic;
        this.topicId = topicId;
        this.partition = partition;
        var byOffset = new TreeMap<Long, StoreRecord>();
        records.forEach(record -> byOffset.put(record.offset(), record));
        this.records = List.copyOf(byOffset.values());
    }

    public String topic() {
        return topic;
    }

    public String topicId() {
        return topicId;
    }

    public int partition() {
        return partition;
    }

    /** Whether records are left. */
    public boolean more() {
        return next < records.size();
    }

    /** Offset of the next record. */
    public long first() {
        return records.get(next).offset();
    }

    /**
     * Where a range that begins at the next record ends, by what there is: before a record that is missing here, and within
     * the bounds.
     *
     * @param bytes of the values; a range holds one record at least
     */
    long last(int rows, long bytes) {
        int end = next;
        long size = sizeOf(end);
        while (end + 1 < records.size()
                && records.get(end + 1).offset() == records.get(end).offset() + 1
                && end + 1 - next < rows
                && size + sizeOf(end + 1) <= bytes) {
            size += sizeOf(++end);
        }
        return records.get(end).offset();
    }

    /** The records of the range; fewer than it has when some are not here. */
    List<StoreRecord> of(RangeClaim claim) {
        var within = new ArrayList<StoreRecord>();
        for (StoreRecord record : records) {
            if (claim.holds(record.offset())) {
                within.add(record);
            }
        }
        return within;
    }

    /**
     * Goes on behind the range.
     *
     * @return tells Kafka that the records up to there are done with
     */
    KafkaManualCommit pass(RangeClaim claim) {
        StoreRecord passed = null;
        while (more() && first() <= claim.last()) {
            passed = records.get(next++);
        }
        if (passed == null) {
            throw new IllegalStateException("the range " + claim.token() + " lies before the batch");
        }
        return passed.commit();
    }

    private long sizeOf(int index) {
        byte[] value = records.get(index).value();
        return value == null ? 0 : value.length;
    }
}
