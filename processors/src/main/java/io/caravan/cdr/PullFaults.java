package io.caravan.cdr;

/** Names the class of a failed pull, for routes to choose by. */
public final class PullFaults {

    public PullFault of(Exception failure) {
        return PullFault.of(failure);
    }
}
