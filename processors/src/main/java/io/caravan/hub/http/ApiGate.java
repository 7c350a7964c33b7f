package io.caravan.hub.http;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Lets clients in by their keys, each for what its scopes allow. */
public final class ApiGate {

    /** The query parameter with a key, for clients that cannot set a header: beacons and images. */
    public static final String PARAMETER = "api_key";

    private static final String PROPERTY = "caravan.api-key";
    private static final String BEARER = "Bearer ";

    private final Supplier<ApiKeys> keys;
    private final boolean open;

    /**
     * @param keys those of the moment
     * @param open whether everybody may do everything while there is no key
     */
    public ApiGate(Supplier<ApiKeys> keys, boolean open) {
        this.keys = keys;
        this.open = open;
    }

    /**
     * Asks for a key that may send events. One that may do nothing else may stand in the address too.
     *
     * @throws ProblemException 401 without a known key, 403 when it has another scope
     */
    public void ingest(Exchange exchange) {
        check(exchange, Set.of(ApiKey.Scope.INGEST));
    }

    /** Asks for a key that may read. */
    public void query(Exchange exchange) {
        check(exchange, Set.of(ApiKey.Scope.QUERY));
    }

    /** Asks for a key that may read configuration documents. */
    public void readConfig(Exchange exchange) {
        check(exchange, Set.of(ApiKey.Scope.QUERY, ApiKey.Scope.CONFIG, ApiKey.Scope.ADMIN));
    }

    /** Asks for a key that may change configuration documents. */
    public void writeConfig(Exchange exchange) {
        check(exchange, Set.of(ApiKey.Scope.CONFIG, ApiKey.Scope.ADMIN));
    }

    /** Whether there is no key at all. */
    public boolean withoutKeys() {
        return keys.get().isEmpty();
    }

    /** The only tenant that the key of the request is for; null for any. */
    public static String tenant(Exchange exchange) {
        ApiKey key = exchange.getProperty(PROPERTY, ApiKey.class);
        return key == null || key.allTenants() ? null : key.tenant();
    }

    /** The name of the request's key; none on a hub that is open to everybody. */
    public static Optional<String> keyName(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, ApiKey.class)).map(ApiKey::name);
    }

    /** @param scopes of which one is enough */
    private void check(Exchange exchange, Set<ApiKey.Scope> scopes) {
        if (open && keys.get().isEmpty()) {
            return;
        }
        HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        ApiKey key = find(request.getHeader("X-Api-Key"), request.getHeader("Authorization"), query(request));
        if (Collections.disjoint(key.scopes(), scopes)) {
            throw new ProblemException(Problem.of(
                    403, "api-key-scope", "The key does not allow this", "A key with another scope is needed."));
        }
        exchange.setProperty(PROPERTY, key);
    }

    private ApiKey find(String header, String authorization, String parameter) {
        String given = header;
        if (given == null && authorization != null && authorization.startsWith(BEARER)) {
            given = authorization.substring(BEARER.length()).strip();
        }
        if (given != null) {
            return keys.get().find(given).orElseThrow(ApiGate::unknown);
        }
        return keys.get()
                .find(parameter == null ? "" : parameter)
                .filter(ApiKey::ingestOnly)
                .orElseThrow(ApiGate::unknown);
    }

    private static String query(HttpServerRequest request) {
        return request.query() == null ? null : request.getParam(PARAMETER);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                401,
                "api-key",
                "A key is needed",
                "Send a key in the header X-Api-Key, or in Authorization after the word Bearer."));
    }
}
