package io.caravan.cdr.files;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;

/**
 * Lets one hub at a time look for files, and only while the store is there. Files that are taken one after the other get
 * versions one after the other: a later file replaces what an earlier one stored.
 */
public final class FilesTurn extends DefaultPollingConsumerPollStrategy {

    private final Leases leases;
    private final Duration ttl;
    private final BooleanSupplier storeIsThere;
    private Lease lease;
    private long version;

    /** @param ttl how long files wait for another hub when this one is killed */
    public FilesTurn(Leases leases, Duration ttl, BooleanSupplier storeIsThere) {
        this.leases = leases;
        this.ttl = ttl;
        this.storeIsThere = storeIsThere;
    }

    @Override
    public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
        if (lease != null || !storeIsThere.getAsBoolean()) {
            return false;
        }
        Optional<Lease> taken = leases.take("cdr-files", ttl);
        taken.ifPresent(held -> {
            lease = held;
            version = Math.max(version, held.stamp());
        });
        return taken.isPresent();
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        end();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
        end();
        return super.rollback(consumer, endpoint, retryCounter, cause);
    }

    /** Higher than that of every file before, whichever hub took it. */
    synchronized long nextVersion() {
        return version++;
    }

    private synchronized void end() {
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }
}
