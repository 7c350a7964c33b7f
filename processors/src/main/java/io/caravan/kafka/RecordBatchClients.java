package io.caravan.kafka;

import java.util.Properties;

import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;

/**
 * {@code kafkaClientFactory} of a {@code kafka:} endpoint that takes a {@link RecordBatch} as a body and sends its records one by
 * one; the message is done with when Kafka has acknowledged all of them. A list of messages does the same, and costs an object
 * with headers, a converter and a callback for each record.
 */
public final class RecordBatchClients extends DefaultKafkaClientFactory {

    @Override
    public Producer<byte[], Object> getProducer(Properties settings) {
        return new RecordBatchProducer(settings);
    }
}
