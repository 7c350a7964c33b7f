package io.caravan.bench.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A node that replies what another one replied before: it costs the machine next to nothing while the hub is measured. */
final class RecordedNode implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String account;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<LocalDate, Instant> asked = new ConcurrentHashMap<>();

    /** @param folder a reply to GetCdr for each day, in a file that {@link #file} names */
    RecordedNode(Path folder, String account) throws IOException {
        this.folder = folder;
        this.account = account;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/external/server/GetAllCustomers", this::customers);
        server.createContext("/external/server/GetCdr", this::records);
        server.start();
    }

    static Path file(Path folder, LocalDate day) {
        return folder.resolve(DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".json");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** When it was asked for the first of the days up to this one. */
    Instant askedFrom(LocalDate last) {
        return asked.entrySet().stream()
                .filter(entry -> !entry.getKey().isAfter(last))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void customers(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] reply = "{\"retCode\":0,\"infoCustomerBriefs\":[{\"account\":\"%s\"}]}"
                    .formatted(account)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    private void records(HttpExchange exchange) throws IOException {
        try (exchange) {
            String day =
                    JSON.readTree(exchange.getRequestBody()).path("beginTime").asText();
            asked.put(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE), Instant.now());
            Path reply = folder.resolve(day + ".json");
            exchange.sendResponseHeaders(200, Files.size(reply));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(reply, body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
