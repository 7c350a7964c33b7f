package io.caravan.cdr;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Lets one turn at a time work on a node, so that a slow node holds up nobody but itself. */
public final class NodeTurns {

    private final Set<Integer> working = ConcurrentHashMap.newKeySet();

    /**
     * True when the node was idle and a turn begins. It ends with the exchange, or with the one that takes over its
     * completion, however that ends: also when its route is stopped in the middle.
     */
    public boolean begin(@Body VosNode node, Exchange exchange) {
        if (!working.add(node.id())) {
            return false;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                working.remove(node.id());
            }
        });
        return true;
    }
}
