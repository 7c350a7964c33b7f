package io.caravan.cdr;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;

/**
 * Lets one turn at a time work on a node, among all hubs that share the leases, so that a slow node holds up nobody but
 * itself. What begins here ends with its exchange, or with the one that takes over its completion, however that ends: also
 * when its route is stopped in the middle.
 */
public final class NodeTurns {

    private final Leases leases;
    private final Duration ttl;
    private final Duration limit;
    private final Clock clock;
    private final Set<Integer> linedUp = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Lease> working = new ConcurrentHashMap<>();

    /**
     * @param ttl how long a node waits for the next turn when the hub that works on it is killed
     * @param limit age from which a turn begins no further window, so that the next one sees what else is to be done
     */
    public NodeTurns(Leases leases, Duration ttl, Duration limit, Clock clock) {
        this.leases = leases;
        this.ttl = ttl;
        this.limit = limit;
        this.clock = clock;
    }

    /** True when the node neither has nor waits for a turn in this hub; it does from now on. */
    public boolean lineUp(@Body VosNode node, Exchange exchange) {
        if (!linedUp.add(node.id())) {
            return false;
        }
        atTheEnd(exchange, () -> linedUp.remove(node.id()));
        return true;
    }

    /** Begins a turn; null when another hub has one at the node, or nobody can tell since Redis is away. */
    public PullRun begin(@Body VosNode node, Exchange exchange) {
        Optional<Lease> taken = leases.take("cdr-node-" + node.id(), ttl);
        if (taken.isEmpty()) {
            return null;
        }
        Lease lease = taken.get();
        var run = new PullRun(UUID.randomUUID(), clock.instant(), lease.stamp());
        working.put(run.id(), lease);
        atTheEnd(exchange, () -> {
            working.remove(run.id());
            lease.close();
        });
        return run;
    }

    /** Whether no other hub can have the node meanwhile. */
    public boolean hasLease(PullRun run) {
        Lease lease = working.get(run.id());
        return lease != null && lease.held();
    }

    /** Whether the turn may begin one more window: no other hub can have the node, and it is not time for the next turn. */
    public boolean mayGoOn(PullRun run) {
        return hasLease(run) && clock.instant().isBefore(run.start().plus(limit));
    }

    private static void atTheEnd(Exchange exchange, Runnable action) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                action.run();
            }
        });
    }
}
