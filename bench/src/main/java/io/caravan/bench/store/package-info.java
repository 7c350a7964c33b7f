/** Events from Kafka into ClickHouse: the hub, ClickHouse's own Kafka engine, and a reader that stores nothing. */
package io.caravan.bench.store;
