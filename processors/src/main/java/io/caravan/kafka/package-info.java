/** Many Kafka records as one message: a source of them by partition for stores that take many at once, and a way to send those of a request. */
package io.caravan.kafka;
