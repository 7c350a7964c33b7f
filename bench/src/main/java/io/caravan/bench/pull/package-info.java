/** Call records from a node into ClickHouse, beside the two halves of the way. */
package io.caravan.bench.pull;
