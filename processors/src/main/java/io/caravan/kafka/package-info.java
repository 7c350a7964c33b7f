/** Many Kafka records as one message: a source of them by partition for stores that take many at once, and a way for a request's records. */
package io.caravan.kafka;
