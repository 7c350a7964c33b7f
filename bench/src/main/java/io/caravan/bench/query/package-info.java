/** How fast the hub answers questions about call records and events. */
package io.caravan.bench.query;
