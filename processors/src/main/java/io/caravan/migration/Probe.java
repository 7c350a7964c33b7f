package io.caravan.migration;

import java.util.List;

/**
 * A small table that shows whether the target takes rows and gives them back.
 *
 * @param statements make it, with one row on the volume
 * @param question reads the row
 * @param end drops it
 */
public record Probe(TablePlan table, List<String> statements, String question, String end) {}
