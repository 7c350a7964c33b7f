package io.caravan.cdr;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A VOS3000 server, as {@code config/vos-nodes.yaml} describes it.
 *
 * @param id names the node in the store for ever
 * @param baseUrl without the {@code /external/server} part and without a trailing slash
 * @param zone where its business days begin and end
 * @param gap pause between two calls to it
 * @param timeout longest silence within a reply
 * @param accounts accounts to pull; empty: all that the node names
 */
public record VosNode(
        int id,
        String name,
        URI baseUrl,
        ZoneId zone,
        boolean enabled,
        String contentType,
        Duration gap,
        Duration timeout,
        List<String> accounts) {

    public VosNode {
        accounts = List.copyOf(accounts);
    }

    /** Whether the account is one of those to pull. */
    boolean wants(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    /** For the delay step of the routes. */
    public long gapMillis() {
        return gap.toMillis();
    }

    /** For the HTTP step of the routes. */
    public long timeoutMillis() {
        return timeout.toMillis();
    }
}
