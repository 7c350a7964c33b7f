package io.caravan.docker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.FreePorts;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a container would run, run here: the image's folder, command, health check and environment, with other servers. */
class ImageTest {

    /** What the JVM ends with after SIGTERM: 128 + 15. */
    private static final int TERMINATED = 143;

    private final Dockerfile.Stage image = Dockerfile.read().image();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path log;
    private Process hub;

    @BeforeEach
    void start() throws IOException {
        ImageFolder.make(folder, image);
        log = Files.createTempFile(
                Files.createDirectories(TestServers.home().resolve("processors/target/hubs")), "image-", ".log");
        environment.putAll(image.environment());
        environment.putAll(Compose.read().environment("hub", "x"));
        environment.putAll(serversOfTheTests());
        List<String> command = new ArrayList<>(image.command());
        command.set(0, Images.java());
        hub = begin(command, log);
    }

    private static Map<String, String> serversOfTheTests() {
        ClickHouseAddress clickHouse = TestServers.clickhouse();
        List<Integer> ports = FreePorts.take(2);
        return Map.ofEntries(
                Map.entry("CARAVAN_CLICKHOUSE_URL", clickHouse.url()),
                Map.entry("CARAVAN_CLICKHOUSE_USERNAME", clickHouse.username()),
                Map.entry("CARAVAN_CLICKHOUSE_PASSWORD", clickHouse.password()),
                Map.entry("CARAVAN_CLICKHOUSE_DATABASE", "image"),
                // A group that other hubs were killed in keeps a consumer waiting until Kafka gives them up.
                Map.entry("CARAVAN_BEHAVIOR_STORE_GROUP", "image"),
                Map.entry("CARAVAN_KAFKA_BROKERS", TestServers.kafka()),
                Map.entry("CARAVAN_REDIS_ADDRESS", TestServers.redis()),
                // The shared Redis has no password.
                Map.entry("CARAVAN_REDIS_PASSWORD", ""),
                Map.entry("CARAVAN_MONGO_URI", TestServers.mongo()),
                Map.entry("CARAVAN_HTTP_PORT", String.valueOf(ports.get(0))),
                Map.entry("CARAVAN_MANAGEMENT_PORT", String.valueOf(ports.get(1))));
    }

    @AfterEach
    void kill() {
        hub.destroyForcibly();
    }

    @Test
    void servesTellsItsHealthAndEndsOnSigterm() throws Exception {
        await("alive; see " + log).atMost(Duration.ofMinutes(3)).until(() -> status("/observe/health/live") == 200);
        assertThat(healthCheck()).as("health check of the image").isZero();
        await("ready; see " + log).atMost(Duration.ofMinutes(3)).until(() -> status("/observe/health/ready") == 200);

        hub.destroy();

        assertThat(hub.waitFor(20, TimeUnit.SECONDS)).as("ends within 20 s").isTrue();
        assertThat(hub.exitValue()).isEqualTo(TERMINATED);
        assertThat(healthCheck()).as("health check of a hub that ended").isNotZero();
        assertThat(logged())
                .extracting(line -> line.path("formattedMessage").asText())
                .endsWith("Stopped.");
    }

    /** Fails when a line is anything but JSON. */
    private List<JsonNode> logged() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private int healthCheck() throws IOException, InterruptedException {
        List<String> words =
                List.of(image.only("HEALTHCHECK").arguments().split("CMD ")).subList(1, 2);
        Process check = begin(new Dockerfile.Instruction("CMD", words.get(0)).exec(), folder.resolve("check.log"));
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    private Process begin(List<String> command, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARAVAN_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private int status(String path) throws InterruptedException {
        assertThat(hub.isAlive()).as("the hub runs; see " + log).isTrue();
        URI uri = URI.create("http://127.0.0.1:" + environment.get("CARAVAN_MANAGEMENT_PORT") + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            // Not listening yet.
            return -1;
        }
    }
}
