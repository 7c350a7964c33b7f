package io.caravan.behavior;

import java.util.concurrent.ConcurrentLinkedDeque;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.kafka.Gatherer;

/** Makes rows of events as they come from Kafka, so that the records themselves are not kept. */
public final class BehaviorGatherer implements Gatherer {

    private static final int MOST_FREE = 6;

    private final BehaviorRows rows;
    private final int mostRows;
    private final long mostBytes;
    private final ConcurrentLinkedDeque<RangeRows> free = new ConcurrentLinkedDeque<>();

    /**
     * @param mostRows most records of a range
     * @param mostBytes of their values; a larger record is a range of its own
     */
    public BehaviorGatherer(ObjectMapper json, int mostRows, long mostBytes) {
        this.rows = new BehaviorRows(json);
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    @Override
    public PartitionBatch begin(String topic, int partition) {
        return new PartitionBatch(topic, partition, mostRows, mostBytes, rows(topic, partition), this);
    }

    /** Room for rows of the partition; buffers that were taken back are used again. */
    RangeRows rows(String topic, int partition) {
        RangeRows used = free.poll();
        RangeRows next = used == null ? new RangeRows(rows) : used;
        next.begin(topic, partition);
        return next;
    }

    void takeBack(RangeRows used) {
        used.clear();
        if (free.size() < MOST_FREE) {
            free.push(used);
        }
    }
}
