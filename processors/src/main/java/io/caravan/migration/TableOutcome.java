package io.caravan.migration;

import java.util.List;

/**
 * How far a table is, or what became of it.
 *
 * @param state running, done, partial, failed, locked or skipped; waiting when partitions are left and nothing failed
 * @param policy storage policy that it has, or was to have
 * @param partitions to migrate
 * @param done of them
 * @param failed of them
 * @param present partitions that were there before
 * @param rows of the partitions that are done, as are the bytes
 * @param error why it is not done; empty when it is
 */
record TableOutcome(
        TableName table,
        String state,
        Way way,
        String policy,
        int partitions,
        int done,
        int failed,
        int present,
        long rows,
        long bytes,
        long totalBytes,
        String error,
        List<String> notes) {

    static TableOutcome skipped(TablePlan plan) {
        return new TableOutcome(plan.table(), "skipped", null, null, 0, 0, 0, 0, 0, 0, 0, plan.skipped(), plan.notes());
    }
}
