package io.caravan.hub.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Lets operators in: by key, or without one where the hub listens on a loopback address only. */
public final class AdminGate {

    private final byte[] key;
    private final Supplier<ApiKeys> keys;
    private final boolean open;

    /**
     * @param key the admin key; empty for none
     * @param keys of which those with the scope admin for all tenants are as good
     */
    public AdminGate(String key, Supplier<ApiKeys> keys, String host) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
        this.open = key.isEmpty() && isLoopback(host);
    }

    /**
     * Asks for the key in the request's header. Camel's headers hold query parameters too, and a key in an address would
     * end up in logs.
     *
     * @throws ProblemException 401 when the key is missing or wrong
     */
    public void check(Exchange exchange) {
        check(given(exchange));
    }

    /** Whether the request bears the hub's own admin key. */
    public boolean knows(Exchange exchange) {
        return isKey(given(exchange));
    }

    private static String given(Exchange exchange) {
        HttpMessage request = exchange.getMessage(HttpMessage.class);
        return request == null ? null : request.getRequest().getHeader("X-Api-Key");
    }

    private boolean isKey(String given) {
        byte[] candidate = given == null ? new byte[0] : given.getBytes(StandardCharsets.UTF_8);
        return key.length > 0 && MessageDigest.isEqual(key, candidate);
    }

    void check(String given) {
        if (!open && !isKey(given) && !mayOperate(given)) {
            throw new ProblemException(Problem.of(
                    401, "admin-key", "An admin key is needed", "Send the key of the hub in the header X-Api-Key."));
        }
    }

    private boolean mayOperate(String given) {
        return given != null
                && keys.get()
                        .find(given)
                        .filter(found -> found.allTenants() && found.scopes().contains(ApiKey.Scope.ADMIN))
                        .isPresent();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
