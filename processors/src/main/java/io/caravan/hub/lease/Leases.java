package io.caravan.hub.lease;

import java.time.Duration;
import java.util.Optional;

/** Gives leases to one hub at a time. Safe for use by several threads. */
public interface Leases {

    /**
     * Takes the lease and renews it until it is closed. Nobody waits: who gets none asks again later.
     *
     * @param name of the work; hubs of one name compete for it
     * @param ttl how long it outlives an owner that was killed
     * @return empty when another owner, also one of this hub, has it, or when that cannot be found out
     */
    Optional<Lease> take(String name, Duration ttl);
}
