package io.caravan.migration.copy;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Repeats what brings over the rows that came in during the last time, as long as these get fewer. */
final class CopyRounds {

    private static final int MOST = 5;
    private static final int FEW = 3;

    /** What comes in during a round as short as that is not worth another. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Where rounds get no shorter, what comes in during one of them may as well follow after the exchange. */
    private static final Duration TOLERABLE = Duration.ofSeconds(5);

    private CopyRounds() {}

    /**
     * While nothing is stopped for it: ends when a further round would hardly have less to do.
     *
     * @param round brings over what has changed, and tells in how many partitions
     */
    static void atLeisure(IntSupplier round) {
        long before = Long.MAX_VALUE;
        for (int i = 0; i < MOST; i++) {
            long began = System.nanoTime();
            int partitions = round.getAsInt();
            long took = System.nanoTime() - began;
            if (partitions == 0 || took <= SHORT.toNanos() || took > before / 2) {
                return;
            }
            before = took;
        }
    }

    /**
     * While merges are stopped for it: ends when little is left to follow after the exchange.
     *
     * @param enough whether merges were stopped for as long as they may be
     * @return false when they were, and more rows come in than can be brought over
     */
    static boolean behindFence(IntSupplier round, BooleanSupplier enough) {
        for (int rounds = 1; ; rounds++) {
            long began = System.nanoTime();
            int partitions = round.getAsInt();
            long took = System.nanoTime() - began;
            if (partitions == 0 || took <= SHORT.toNanos() || rounds >= FEW && took <= TOLERABLE.toNanos()) {
                return true;
            } else if (enough.getAsBoolean()) {
                return false;
            }
        }
    }
}
