package io.caravan.kafka;

import org.apache.kafka.common.serialization.Serializer;

/**
 * {@code valueSerializer} of an endpoint with {@link RecordBatchClients}: values are bytes already. Its name keeps Camel from looking
 * through all converters, for every message, for one that makes bytes of a {@link RecordBatch}.
 */
public final class RecordBatchSerializer implements Serializer<Object> {

    /** @throws ClassCastException when the value is not bytes */
    @Override
    public byte[] serialize(String topic, Object value) {
        return (byte[]) value;
    }
}
