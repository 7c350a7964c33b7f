package io.caravan.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.ApiKeys;

/** The gate that asks clients for their keys. */
final class ApiKeyBeans {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyBeans.class);

    private ApiKeyBeans() {}

    static ApiGate gate(HubProperties properties) {
        Path file = properties.path("caravan.http.api-keys");
        ApiKeys keys = Files.exists(file) ? ApiKeys.read(file) : ApiKeys.none();
        boolean open = forTrying(properties);
        if (keys.isEmpty() && !open) {
            LOG.warn("No event will be accepted: {} holds no key, and the hub is neither local nor for trying", file);
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
