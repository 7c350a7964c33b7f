package io.caravan.bench.store;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Wait;

/** Watches a count grow, and tells how fast it did once it was warm. */
final class Drain {

    /** A count costs the server as much as the storing of some thousand events. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private Drain() {}

    /**
     * How many a second came between the two counts, as far as the looks at it tell.
     *
     * @param count asked every 50 ms
     * @throws IllegalStateException when the count does not reach the total in time
     */
    static double rate(LongSupplier count, long warmUp, long total, Duration limit) {
        var last = new long[1];
        Wait.until("the end of the warm-up", limit, LOOK, () -> (last[0] = count.getAsLong()) >= warmUp);
        long first = last[0];
        long startedAt = System.nanoTime();
        Wait.until("the count of " + total, limit, LOOK, () -> (last[0] = count.getAsLong()) >= total);
        return Figures.rate(last[0] - first, Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
