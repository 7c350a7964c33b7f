package io.caravan.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.health.ApiKeysHealthCheck;
import io.caravan.hub.http.AdminGate;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.ApiKeyFile;

/** The gates that ask clients and operators for their keys. */
final class ApiKeyBeans {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyBeans.class);

    private ApiKeyBeans() {}

    static Map<String, Object> of(HubProperties properties) {
        var keys = new ApiKeyFile(properties.path("caravan.http.api-keys"));
        return Map.of(
                "apiKeys",
                keys,
                "apiKeysHealth",
                new ApiKeysHealthCheck(keys::fault),
                "apiGate",
                gate(keys, properties),
                "adminGate",
                new AdminGate(properties.get("caravan.hub.admin-key"), keys, properties.get("caravan.http.host")));
    }

    private static ApiGate gate(ApiKeyFile keys, HubProperties properties) {
        boolean open = forTrying(properties);
        if (keys.get().isEmpty() && !open) {
            LOG.warn(
                    "No event will be accepted: {} holds no key, and the hub is neither local nor for trying",
                    properties.get("caravan.http.api-keys"));
        }
        return new ApiGate(keys, open);
    }

    /** A hub with servers of its own is there to be tried; one on a loopback address is out of reach of others. */
    private static boolean forTrying(HubProperties properties) {
        if (!properties.list("caravan.embedded").isEmpty()) {
            return true;
        }
        try {
            return InetAddress.getByName(properties.get("caravan.http.host")).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
