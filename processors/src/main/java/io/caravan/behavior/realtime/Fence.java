package io.caravan.behavior.realtime;

/**
 * How far a partition is applied.
 *
 * @param generation of the figures; another one means that they were lost or are built anew
 * @param next the offset that is to be applied next; -1 when nothing was
 */
public record Fence(String generation, long next) {

    /** Whether records before the offset are missing. */
    boolean behind(long offset) {
        return Math.max(0, next) < offset;
    }
}
