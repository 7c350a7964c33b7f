/**
 * Rows encoded in ClickHouse's Native format: column by column, as the server stores them.
 *
 * <p>Layout of a block (ClickHouse documentation, "Native"): number of columns and of rows as variable-length integers,
 * then for each column its name and type as strings and the values of all rows, little-endian.
 */
package io.caravan.clickhouse.block;
