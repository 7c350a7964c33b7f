package io.caravan.clickhouse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells those who wait for their next retry that the context is stopping; thread-safe. */
final class StopSignal {

    private volatile CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    void lower() {
        raised = new CountDownLatch(1);
    }

    /** Waits; true as soon as the signal is raised, false when the time is over. */
    boolean await(long millis) throws InterruptedException {
        return raised.await(millis, TimeUnit.MILLISECONDS);
    }
}
