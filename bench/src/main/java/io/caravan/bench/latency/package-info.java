/** How soon an event shows in Redis and in ClickHouse, while others come in at a steady rate. */
package io.caravan.bench.latency;
