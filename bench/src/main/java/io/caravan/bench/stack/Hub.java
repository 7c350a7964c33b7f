package io.caravan.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.bench.Run;
import io.caravan.embedded.FreePorts;

/** A hub in a process of its own, started as {@code ./caravan run} does; it can be killed and started again. */
public final class Hub implements AutoCloseable {

    public static final String DATABASE = "bench";
    /** The main class behind {@code ./caravan run} and {@code ./caravan validate}. */
    public static final String MAIN = "io.caravan.hub.cli.CaravanCommand";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Path home;
    private final Path project;
    private final Path log;
    private volatile JavaProcess process;

    /** @param project what it takes routes, kamelets, config and sql from */
    public Hub(Run run, Path project) {
        this(run.home(), project, run.folder().resolve("hub.log"));
    }

    private Hub(Path home, Path project, Path log) {
        this.home = home;
        this.project = project;
        this.log = log;
        List<Integer> ports = FreePorts.take(2);
        set("caravan.http.port", ports.get(0)).set("caravan.management.port", ports.get(1));
    }

    /** Another one with the same configuration and ports of its own. */
    public Hub twin(int number) {
        var twin = new Hub(home, project, log.resolveSibling("hub-" + number + ".log"));
        keys.forEach((key, value) -> {
            if (!key.endsWith(".port")) {
                twin.set(key, value);
            }
        });
        return twin;
    }

    /** Sets a key of the configuration. */
    public Hub set(String key, Object value) {
        keys.put(key, value.toString());
        return this;
    }

    /** These servers, and none of its own. */
    public Hub with(Servers servers) {
        return set("caravan.embedded", "")
                .set("caravan.clickhouse.url", servers.clickhouseUrl())
                .set("caravan.clickhouse.username", Servers.USER)
                .set("caravan.clickhouse.password", Servers.PASSWORD)
                .set("caravan.clickhouse.database", DATABASE)
                .set("caravan.kafka.brokers", servers.brokers());
    }

    /** Starts the process and returns at once. */
    public Hub start() throws IOException {
        process = JavaProcess.hub(home, project, log, List.of(), command());
        return this;
    }

    private String[] command() {
        List<String> command = new ArrayList<>(List.of(MAIN, "run"));
        keys.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command.toArray(String[]::new);
    }

    /**
     * Waits until every dependency is there.
     *
     * @return the time since its start
     */
    public Duration awaitReady(Duration limit) {
        Wait.until("hub ready, see " + log, limit, () -> {
            if (!process.running()) {
                throw new IllegalStateException("the hub ended, see " + log);
            }
            return status("/observe/health/ready") == 200;
        });
        return process.age();
    }

    /** {@code host:port} of the API is loopback and this. */
    public int port() {
        return Integer.parseInt(keys.get("caravan.http.port"));
    }

    /**
     * What the API answers to a question.
     *
     * @throws UncheckedIOException when it does not answer
     * @throws IllegalStateException when it refuses
     */
    public JsonNode ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        try {
            HttpResponse<byte[]> reply =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (reply.statusCode() != 200) {
                throw new IllegalStateException(uri + " answers " + reply.statusCode());
            }
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(uri + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public JavaProcess process() {
        return process;
    }

    /** kill -9. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }

    private int status(String path) {
        URI uri = URI.create("http://127.0.0.1:" + keys.get("caravan.management.port") + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
