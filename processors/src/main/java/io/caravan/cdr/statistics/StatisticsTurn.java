package io.caravan.cdr.statistics;

import java.time.Duration;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;

/** Lets one hub at a time compute statistics. That spares work; two of them would do it twice, and right. */
public final class StatisticsTurn {

    private static final Duration TTL = Duration.ofSeconds(15);

    private final Leases leases;

    public StatisticsTurn(Leases leases) {
        this.leases = leases;
    }

    /** True when it is this hub's turn, which ends with the exchange, however that ends. */
    public boolean begin(Exchange exchange) {
        Optional<Lease> lease = leases.take("cdr-statistics", TTL);
        lease.ifPresent(taken -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                taken.close();
            }
        }));
        return lease.isPresent();
    }
}
