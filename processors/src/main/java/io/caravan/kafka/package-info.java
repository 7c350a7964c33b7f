/** A source of Kafka records by partition, for stores that take many at once: one message for thousands of records. */
package io.caravan.kafka;
