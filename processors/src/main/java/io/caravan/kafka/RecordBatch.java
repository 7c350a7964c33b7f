package io.caravan.kafka;

/**
 * Records that go to Kafka together, as the body of one message to a {@code kafka:} endpoint with a {@link RecordBatchClients}.
 * They have no headers.
 */
public interface RecordBatch {

    /** How many there are; at least one. */
    int size();

    /**
     * The key of a record. It is asked for once, when the record is sent.
     *
     * @param record from 0
     */
    byte[] key(int record);

    /** The value of a record, like its key. */
    byte[] value(int record);
}
