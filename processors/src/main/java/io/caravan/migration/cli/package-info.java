/** {@code ./caravan migrate}: a client of a hub, of a running one or of one that it starts for a ClickHouse of its own. */
package io.caravan.migration.cli;
