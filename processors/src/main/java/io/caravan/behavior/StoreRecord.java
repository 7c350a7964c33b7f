package io.caravan.behavior;

import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * A record of the topic of events.
 *
 * @param value null when the record has none
 * @param commit tells Kafka that it is done with; null for a record that was read past the consumer
 * @param letter id of the dead letter that it is sent again for; null for a record that comes for the first time
 */
public record StoreRecord(long offset, byte[] value, KafkaManualCommit commit, String letter) {}
