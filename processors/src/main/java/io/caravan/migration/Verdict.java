package io.caravan.migration;

import java.util.List;

/** How a migration stands after an attempt that came to its end. */
record Verdict(MigrationState state, String reason) {

    static Verdict of(MigrationRun run, MigrationState before) {
        List<TableOutcome> outcomes = run.outcomes();
        long locked = count(outcomes, "locked");
        long failed = count(outcomes, "failed");
        long partial = count(outcomes, "partial");
        long waiting = count(outcomes, "waiting");
        if (locked > 0) {
            return new Verdict(
                    before == MigrationState.ROLLING_BACK ? before : MigrationState.LOCKED,
                    firstError(outcomes, "locked"));
        } else if (failed + partial > 0) {
            String why = firstError(outcomes, failed > 0 ? "failed" : "partial");
            boolean all = partial == 0 && count(outcomes, "done") == 0;
            return new Verdict(all ? MigrationState.FAILED : MigrationState.PARTIAL, why);
        } else if (run.obstacle() == MigrationRun.Obstacle.WINDOW) {
            return new Verdict(MigrationState.WAITING, "");
        } else if (waiting > 0) {
            // ClickHouse does not answer, or the lock was lost: the schedule comes again.
            return new Verdict(before, firstError(outcomes, "waiting"));
        }
        return new Verdict(
                before == MigrationState.ROLLING_BACK ? MigrationState.ROLLED_BACK : MigrationState.DONE, "");
    }

    private static long count(List<TableOutcome> outcomes, String state) {
        return outcomes.stream()
                .filter(outcome -> outcome.state().equals(state))
                .count();
    }

    private static String firstError(List<TableOutcome> outcomes, String state) {
        return outcomes.stream()
                .filter(outcome -> outcome.state().equals(state))
                .map(outcome -> outcome.table() + ": " + outcome.error())
                .findFirst()
                .orElse("");
    }
}
