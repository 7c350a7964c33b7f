package io.caravan.cdr.statistics;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;

/**
 * Makes a hub of this process do nothing more from a moment before or after one of its statements on, as if it had been
 * killed then. What a caller sees of that is a failure.
 */
final class DyingHub {

    /** Every step that sends something to ClickHouse, by its route. */
    private static final Map<String, String> STEPS = Map.of(
            "cdr-mark", "insert-marks",
            "cdr-store", "to-cdr",
            "cdr-stale-days", "query-stale-days",
            "cdr-statement", "run-statement");

    private volatile int moments = Integer.MAX_VALUE;
    private volatile Runnable beforeRecords = () -> {};

    DyingHub(CamelContext camel) throws Exception {
        for (Map.Entry<String, String> step : STEPS.entrySet()) {
            boolean records = step.getValue().equals("to-cdr");
            AdviceWith.adviceWith(camel, step.getKey(), route -> {
                route.weaveById(step.getValue()).before().process(exchange -> {
                    live();
                    if (records) {
                        beforeRecords.run();
                    }
                });
                route.weaveById(step.getValue()).after().process(exchange -> live());
            });
        }
    }

    /** Dies after so many moments. */
    void dieAfter(int count) {
        moments = count;
    }

    void revive() {
        moments = Integer.MAX_VALUE;
    }

    /** Done between the mark of a batch and its records, by another thread or hub so to speak. */
    void beforeRecords(Runnable action) {
        beforeRecords = action;
    }

    private void live() {
        if (moments == 0) {
            throw new IllegalStateException("dead");
        }
        moments--;
    }
}
