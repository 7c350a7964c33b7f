package io.caravan.migration.copy;

import java.time.Duration;

import io.caravan.migration.TableName;

/** Back to the kept table, with all rows that came since; before the exchange the copy just goes. Killed, it can be run again. */
final class CopyRollback {

    private final TableCopy there;
    private final TableCopy back;

    CopyRollback(CopyServer server, TableName table, String policy, CopyLimits limits, Duration patience) {
        there = new TableCopy(server, CopyNames.there(table, policy), limits, patience);
        back = new TableCopy(server, CopyNames.back(table, policy), limits, patience);
    }

    void run() {
        if (!back.begun() && !there.exchanged()) {
            there.abandon();
            return;
        }
        if (!back.begun()) {
            there.complete();
        }
        back.prepareBack();
        back.complete();
        there.forget();
        back.forget();
    }
}
