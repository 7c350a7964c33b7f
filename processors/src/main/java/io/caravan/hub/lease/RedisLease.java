package io.caravan.hub.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A lease that stands in Redis. Whether it is held is known without asking Redis. */
final class RedisLease implements Lease {

    private final String name;
    private final String owner;
    private final long stamp;
    private final long safeNanos;
    private final LongSupplier nanos;
    private final Runnable release;
    private long renewedAt;
    private State state = State.HELD;

    private enum State {
        HELD,
        RUN_OUT,
        OF_ANOTHER,
        CLOSED
    }

    /**
     * @param askedAt by the same clock, before Redis was asked: Redis counts the time to live from a later moment
     * @param nanos a clock that is never put back
     */
    RedisLease(
            String name, String owner, long stamp, Duration ttl, long askedAt, LongSupplier nanos, Runnable release) {
        this.name = name;
        this.owner = owner;
        this.stamp = stamp;
        // Two clocks do not go at exactly the same rate.
        this.safeNanos = ttl.toNanos() / 10 * 9;
        this.renewedAt = askedAt;
        this.nanos = nanos;
        this.release = release;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public long stamp() {
        return stamp;
    }

    @Override
    public synchronized boolean held() {
        if (state == State.HELD && nanos.getAsLong() - renewedAt >= safeNanos) {
            state = State.RUN_OUT;
        }
        return state == State.HELD;
    }

    /** Whether it ended because it was not renewed in time. */
    synchronized boolean hasRunOut() {
        return state == State.RUN_OUT;
    }

    /** Redis has renewed it. */
    synchronized void renewed(long askedAt) {
        if (held()) {
            renewedAt = askedAt;
        }
    }

    /** Ends it since Redis says that it is another owner's; false when it had ended before. */
    boolean lost() {
        return end(State.OF_ANOTHER);
    }

    @Override
    public void close() {
        if (end(State.CLOSED)) {
            release.run();
        }
    }

    private synchronized boolean end(State how) {
        boolean wasHeld = held();
        if (wasHeld) {
            state = how;
        }
        return wasHeld;
    }
}
