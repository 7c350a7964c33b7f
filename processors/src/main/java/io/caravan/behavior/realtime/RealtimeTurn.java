package io.caravan.behavior.realtime;

import java.time.Duration;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;

/** Lets one hub at a time do work that recurs. That spares work; two of them would do it twice, and right. */
public final class RealtimeTurn {

    private static final Duration TTL = Duration.ofSeconds(15);

    private final Leases leases;

    public RealtimeTurn(Leases leases) {
        this.leases = leases;
    }

    /**
     * True when it is this hub's turn, which ends with the exchange, however that ends.
     *
     * @param work its name
     */
    public boolean begin(String work, Exchange exchange) {
        Optional<Lease> lease = leases.take("behavior-realtime-" + work, TTL);
        lease.ifPresent(taken -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                taken.close();
            }
        }));
        return lease.isPresent();
    }
}
