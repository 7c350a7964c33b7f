package io.caravan.hub.http;

import java.util.Set;

/**
 * What the holder of a key may do.
 *
 * @param name of the key, for people; not secret
 * @param tenant the only one the key is for; {@code *} for all
 */
public record ApiKey(String name, String tenant, Set<Scope> scopes) {

    /** What a key is good for. */
    public enum Scope {
        INGEST,
        QUERY,
        CONFIG,
        ADMIN
    }

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean allTenants() {
        return "*".equals(tenant);
    }

    /** Whether all it can do is to send events: such a key may be seen by everybody who looks at a page. */
    boolean ingestOnly() {
        return scopes.equals(Set.of(Scope.INGEST));
    }
}
