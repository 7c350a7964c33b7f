package io.caravan.cdr;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one turn at a time work on a node, so that a slow node holds up nobody but itself. */
public final class NodeTurns {

    private final Set<Integer> working = ConcurrentHashMap.newKeySet();

    /** True when the node was idle and a turn begins. */
    public boolean begin(VosNode node) {
        return working.add(node.id());
    }

    /** The turn is over, however it ended. */
    public void end(VosNode node) {
        working.remove(node.id());
    }
}
