/**
 * The {@code clickhouse:} component: inserts, queries and pings over HTTP.
 *
 * <p>Scheme, options, operations and headers are those of the component that Camel has since 4.22, so that a route survives the
 * upgrade. Beyond it: deduplication tokens, settings for each request, typed query parameters, and failures classified by the
 * table in {@code errors.csv}, of which only the passing ones are tried again.
 */
package io.caravan.clickhouse;
