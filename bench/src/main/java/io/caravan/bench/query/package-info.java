/** How fast the hub answers questions about call records. */
package io.caravan.bench.query;
