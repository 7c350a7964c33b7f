package io.caravan.clickhouse.block;

/** A column of a block: its name in the table and the type it is sent as. */
public record Column(String name, ColumnType type) {}
