package io.caravan.cdr;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a failed window waits before it is tried again.
 *
 * @param first pause after the first failure, doubled with each further one
 * @param last longest pause, and the one of failures that do not pass by themselves
 * @param random from 0 to 1; moves each pause by up to a fifth, so that windows that failed together do not come together
 */
public record RetryPauses(Duration first, Duration last, DoubleSupplier random) {

    private static final double JITTER = 0.2;

    /** Pause after this many failures in a row. */
    Duration after(int attempts, PullFault fault) {
        Duration pause = fault.passes() ? grown(attempts) : last;
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    private Duration grown(int attempts) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return pause.compareTo(last) < 0 ? pause : last;
    }
}
