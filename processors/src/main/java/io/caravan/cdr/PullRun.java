package io.caravan.cdr;

import java.time.Instant;
import java.util.UUID;

/**
 * One turn of pulling at a node.
 *
 * @param version of the rows it stores: higher than that of every earlier turn at the node, whichever hub had it, so that
 *     a later turn replaces what an earlier one stored
 */
public record PullRun(UUID id, Instant start, long version) {

    /** The same run with a version that is not lower, for a store that has seen a higher one. */
    public PullRun atLeast(long least) {
        return version >= least ? this : new PullRun(id, start, least);
    }
}
