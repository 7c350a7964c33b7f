package io.caravan.clickhouse;

import java.util.HashMap;
import java.util.Map;

import com.clickhouse.client.api.Client;

/** One client, and so one connection pool, for all producers with equal connection options; thread-safe. */
final class ClientPool implements AutoCloseable {

    private final Map<ClientKey, Lease> leases = new HashMap<>();

    private static final class Lease {
        private final Client client;
        private int users;

        private Lease(Client client) {
            this.client = client;
        }
    }

    /** The shared client; every call must be matched by a {@link #release}. */
    synchronized Client acquire(ClientKey key) {
        Lease lease = leases.computeIfAbsent(key, k -> new Lease(k.newClient()));
        lease.users++;
        return lease.client;
    }

    /** Closes the client when this was its last user. */
    synchronized void release(ClientKey key) {
        Lease lease = leases.get(key);
        if (lease != null && --lease.users == 0) {
            leases.remove(key);
            lease.client.close();
        }
    }

    @Override
    public synchronized void close() {
        leases.values().forEach(lease -> lease.client.close());
        leases.clear();
    }
}
