package io.caravan.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition, gathered in whatever form suits who takes them; the body of a message. */
public interface Gathered {

    /** Whether the record was taken; false when what is here has to be handed over first. The first one is always taken. */
    boolean take(ConsumerRecord<byte[], byte[]> record);

    /** How many were taken. */
    int size();

    /** Bytes of memory that they take, about. */
    long bytes();

    /** Offset of the first one. */
    long first();

    /** Offset of the last one. */
    long last();

    /** Nobody needs it any more. */
    void release();
}
