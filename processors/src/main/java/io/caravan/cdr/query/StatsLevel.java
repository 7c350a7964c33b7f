package io.caravan.cdr.query;

import java.util.List;
import java.util.Locale;

/** What the rows of the statistics of days are divided by, besides nodes and days: each level holds every call once. */
enum StatsLevel {
    GATEWAYS,
    ACCOUNT,
    NODE;

    /** The one with the fewest rows that can answer the question. */
    static StatsLevel of(StatsQuestion question) {
        List<StatsGroup> groups = question.groups();
        if (!question.callerGateways().isEmpty()
                || !question.calleeGateways().isEmpty()
                || groups.contains(StatsGroup.CALLER_GATEWAY)
                || groups.contains(StatsGroup.CALLEE_GATEWAY)) {
            return GATEWAYS;
        }
        return question.accounts().isEmpty() && !groups.contains(StatsGroup.ACCOUNT) ? NODE : ACCOUNT;
    }

    /** Its rows; those without calls bear the version of a day, no more. */
    String condition() {
        return "level = '" + name().toLowerCase(Locale.ROOT) + "' AND calls > 0";
    }

    /** All rows of a level are read: looking at a column first costs more than it spares, and so do threads for few rows. */
    String settings() {
        return "\nSETTINGS optimize_move_to_prewhere = 0" + (this == NODE ? ", max_threads = 1" : "");
    }
}
