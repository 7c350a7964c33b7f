package io.caravan.cdr;

import java.time.Clock;

/** Begins runs. */
public final class PullRuns {

    private final Clock clock;

    public PullRuns(Clock clock) {
        this.clock = clock;
    }

    public PullRun begin() {
        return PullRun.begin(clock.instant());
    }
}
