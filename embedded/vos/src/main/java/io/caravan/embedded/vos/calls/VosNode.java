package io.caravan.embedded.vos.calls;

import java.time.ZoneId;

/**
 * One simulated VOS server.
 *
 * @param name     first segment of its base URL: lower-case letters, digits and {@code -}
 * @param zone     the zone of its business days
 * @param seed     decides every account and call of the node
 * @param accounts number of accounts, without the huge one; at most {@value FlowNo#MAX_ACCOUNTS}
 */
public record VosNode(String name, ZoneId zone, long seed, int accounts) {

    public VosNode {
        if (!name.matches("[a-z0-9][a-z0-9-]*") || name.equals("simulator") || name.equals("external")) {
            throw new IllegalArgumentException("Node name '" + name
                    + "' cannot be a path segment: use lower-case letters, digits and '-' (not simulator or external)");
        }
        if (accounts < 0 || accounts > FlowNo.MAX_ACCOUNTS) {
            throw new IllegalArgumentException(
                    "Node " + name + ": accounts must be between 0 and " + FlowNo.MAX_ACCOUNTS + ", not " + accounts);
        }
    }
}
