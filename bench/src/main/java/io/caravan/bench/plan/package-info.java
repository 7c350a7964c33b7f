/** Planned questions about a wide table against the joins that one would write by hand. */
package io.caravan.bench.plan;
