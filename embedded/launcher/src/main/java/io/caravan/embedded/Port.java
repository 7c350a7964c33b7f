package io.caravan.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A TCP port on 127.0.0.1 that a server is to listen on.
 *
 * @param number 1 to 65535
 * @param key the configuration key that moves it, named when the port is taken; for example {@code caravan.embedded.kafka.port}
 */
public record Port(int number, String key) {

    public static final String HOST = "127.0.0.1";

    public Port {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException(key + " is " + number + ", not a port between 1 and 65535");
        }
    }

    /** {@code 127.0.0.1:<number>}. */
    public String address() {
        return HOST + ":" + number;
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(HOST, number);
    }

    boolean free() throws IOException {
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
