package io.caravan.behavior;

import java.util.List;

import io.caravan.kafka.RecordBatch;

/** The accepted events of a request. */
record EventRecords(List<EventRecord> events) implements RecordBatch {

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public byte[] key(int record) {
        return events.get(record).key();
    }

    @Override
    public byte[] value(int record) {
        return events.get(record).value();
    }
}
