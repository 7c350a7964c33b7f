package io.caravan.cdr;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A VOS node of one account that answers GetCdr with whatever a test wants. */
final class ScriptedNode implements AutoCloseable {

    static final String ACCOUNT = "8001";

    private final HttpServer server;
    private volatile String reply;

    ScriptedNode(String reply) throws IOException {
        this.reply = reply;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/external/server/GetAllCustomers",
                exchange ->
                        send(exchange, "{\"retCode\":0,\"infoCustomerBriefs\":[{\"account\":\"" + ACCOUNT + "\"}]}"));
        server.createContext("/external/server/GetCdr", exchange -> send(exchange, this.reply));
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void reply(String text) {
        reply = text;
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
