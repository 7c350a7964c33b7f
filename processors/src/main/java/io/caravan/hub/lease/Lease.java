package io.caravan.hub.lease;

/**
 * The sole right to some work, among the hubs of one name, for as long as it is held. It is renewed by itself until it is
 * closed or lost; a lost one never comes back.
 *
 * <p>An owner that is paused (a long garbage collection, a suspended machine) may go on for a moment after another one
 * took over, before it asks {@link #held}. What must not suffer from that carries the {@link #stamp}.
 */
public interface Lease extends AutoCloseable {

    /** Of the work, for example {@code cdr-node-1}. */
    String name();

    /** The hub that has it: the name of the hub and a number of its process. */
    String owner();

    /**
     * Tells later owners from earlier ones: higher than the stamp of everybody who had the lease before. About the time of
     * taking it, epoch milliseconds.
     */
    long stamp();

    /** False once somebody else may have it. */
    boolean held();

    /** Gives it back at once, if it is still held; otherwise, and when that fails, it runs out by itself. */
    @Override
    void close();
}
