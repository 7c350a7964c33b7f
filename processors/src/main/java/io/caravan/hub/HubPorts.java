package io.caravan.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;

/** Names a taken port, with the key that moves it, before anything is started. */
public final class HubPorts {

    private HubPorts() {}

    /** @throws ConfigException when the API or the management port cannot be listened on */
    public static void check(HubProperties properties) {
        for (String server : List.of("caravan.http", "caravan.management")) {
            String host = properties.get(server + ".host");
            int port = properties.integer(server + ".port");
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, port));
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigException(
                        "port " + port + " on " + host + " cannot be used (" + e.getMessage() + "); set " + server
                                + ".port to another one, or stop what listens there",
                        e);
            }
        }
    }
}
