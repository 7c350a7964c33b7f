package io.caravan.hub.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases for a hub that is alone, in its memory. The first one warns that another hub would not know of it. */
public final class LocalLeases implements Leases {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLeases.class);

    private final String owner;
    private final Clock clock;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Long> stamps = new HashMap<>();

    /** @param owner name of the hub */
    public LocalLeases(String owner, Clock clock) {
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lease> take(String name, Duration ttl) {
        if (stamps.isEmpty()) {
            LOG.warn("caravan.redis.address is empty, so that hubs know nothing of each other:"
                    + " only one hub may pull from a VOS node");
        }
        if (!taken.add(name)) {
            return Optional.empty();
        }
        long stamp = stamps.merge(name, clock.millis(), (last, now) -> Math.max(last + 1, now));
        return Optional.of(new LocalLease(name, stamp));
    }

    private synchronized boolean has(LocalLease lease) {
        return taken.contains(lease.name) && stamps.get(lease.name) == lease.stamp;
    }

    private synchronized void release(LocalLease lease) {
        if (has(lease)) {
            taken.remove(lease.name);
        }
    }

    /** Held until it is closed: it ends with the process at the latest. */
    private final class LocalLease implements Lease {

        private final String name;
        private final long stamp;

        LocalLease(String name, long stamp) {
            this.name = name;
            this.stamp = stamp;
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
        public boolean held() {
            return has(this);
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
