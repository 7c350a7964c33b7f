package io.caravan.bench.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, which can only be asked again and again. */
public final class Wait {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Wait() {}

    /** @throws IllegalStateException naming what did not happen in time, or when interrupted */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        until(what, limit, INTERVAL, condition);
    }

    /** @param interval between two questions, which may themselves disturb what is measured */
    public static void until(String what, Duration limit, Duration interval, BooleanSupplier condition) {
        if (!happens(limit, interval, condition)) {
            throw new IllegalStateException(what + " did not happen within " + limit.toSeconds() + " s");
        }
    }

    /** Whether it happens in time. */
    public static boolean happens(Duration limit, Duration interval, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(interval);
        }
        return true;
    }

    /** Lets time go by; ends early only by an interrupt, which it reports. */
    public static void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted");
            }
        }
    }
}
