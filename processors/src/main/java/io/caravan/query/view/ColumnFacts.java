package io.caravan.query.view;

/**
 * A column as the server has it.
 *
 * @param absent what stands for "no value" in it, as SQL
 */
record ColumnFacts(String type, String absent) {}
