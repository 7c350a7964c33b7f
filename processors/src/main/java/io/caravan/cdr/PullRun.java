package io.caravan.cdr;

import java.time.Instant;
import java.util.UUID;

/**
 * One turn of pulling at a node. Its start is the version of the rows it stores: a later run replaces an earlier one.
 */
public record PullRun(UUID id, Instant start) {

    public static PullRun begin(Instant now) {
        return new PullRun(UUID.randomUUID(), now);
    }

    public long version() {
        return start.toEpochMilli();
    }
}
