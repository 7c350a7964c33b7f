/** The realtime figures of the stream behavior: kept in Redis, applied once behind a fence for each Kafka partition. */
package io.caravan.behavior.realtime;
