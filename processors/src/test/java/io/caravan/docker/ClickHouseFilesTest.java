package io.caravan.docker;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.FreePorts;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The files that compose mounts into ClickHouse, read by the real engine, with the environment that compose gives. */
class ClickHouseFilesTest {

    private static final Path FILES = TestServers.home().resolve("docker/clickhouse");
    private static final Path MODULE = TestServers.home().resolve("embedded/clickhouse");
    private static final String PASSWORD = "from-the-environment";

    private static final String CONFIG = """
            <clickhouse>
              <path>%1$s/store/</path>
              <tmp_path>%1$s/tmp/</tmp_path>
              <logger><console>0</console><log>%1$s/clickhouse.log</log></logger>
              <listen_host>127.0.0.1</listen_host>
              <http_port>%2$d</http_port>
              <tcp_port>%3$d</tcp_port>
              <users_config>users.xml</users_config>
            </clickhouse>
            """;

    private static final String USERS = """
            <clickhouse>
              <profiles><default/></profiles>
              <quotas><default/></quotas>
              <users>
                <default>
                  <password/><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
                </default>
              </users>
            </clickhouse>
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> ports = FreePorts.take(2);

    @TempDir
    private Path folder;

    private Process server;

    @BeforeEach
    void start() throws IOException {
        Path config = folder.resolve("config.xml");
        Files.writeString(config, CONFIG.formatted(folder, ports.get(0), ports.get(1)));
        Files.writeString(folder.resolve("users.xml"), USERS);
        Files.copy(
                FILES.resolve("storage.xml"),
                Files.createDirectory(folder.resolve("config.d")).resolve("storage.xml"));
        // The embedded engine begins as the user default; a server of its own does without.
        String users = Files.readString(FILES.resolve("users.xml"));
        assertThat(users).contains("<default remove=\"remove\"/>");
        Files.writeString(
                Files.createDirectory(folder.resolve("users.d")).resolve("caravan.xml"),
                users.replace("<default remove=\"remove\"/>", ""));
        var builder = new ProcessBuilder(
                        Images.java(),
                        "-Xmx64m",
                        "-cp",
                        MODULE.resolve("target/classes")
                                + File.pathSeparator
                                + Files.readString(MODULE.resolve("target/classpath")),
                        "io.caravan.embedded.clickhouse.ClickHouse",
                        library().toString(),
                        config.toString(),
                        String.valueOf(ports.get(0)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().putAll(Compose.read().environment("clickhouse", PASSWORD));
        server = builder.start();
        await("ClickHouse with the files of docker/clickhouse")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !server.isAlive() || answers());
        assertThat(server.isAlive())
                .as(Files.readString(folder.resolve("server.log")))
                .isTrue();
    }

    private static Path library() throws IOException {
        try (Stream<Path> all =
                Files.find(MODULE.resolve("node_modules/@chdb"), 2, (path, attributes) -> path.getFileName()
                        .toString()
                        .startsWith("libchdb."))) {
            return all.findFirst().orElseThrow();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void haveTheThreeStoragePoliciesWithTheirVolumes() throws Exception {
        HttpResponse<String> policies = ask(
                PASSWORD,
                "SELECT policy_name, volume_name, disks FROM system.storage_policies ORDER BY policy_name, volume_priority");

        assertThat(policies.body()).isEqualTo("""
                        default	default	['default']
                        s3	s3	['s3']
                        tiered	default	['default']
                        tiered	s3	['s3']
                        """);
    }

    @Test
    void letTheHubInWithThePasswordOfTheEnvironmentOnly() throws Exception {
        assertThat(ask(PASSWORD, "SELECT currentUser()").body()).isEqualTo("caravan\n");
        assertThat(ask("caravan", "SELECT 1").body()).contains("Authentication failed");
    }

    @Test
    void takeTheS3StoreFromTheEnvironment() throws Exception {
        String endpoint = URI.create(Compose.read().environment("clickhouse").get("CARAVAN_S3_ENDPOINT"))
                .getPath();

        assertThat(ask(PASSWORD, "SELECT type, object_storage_type FROM system.disks WHERE name = 's3'")
                        .body())
                .isEqualTo("ObjectStorage\tS3\n");
        assertThat(endpoint).isEqualTo("/" + bucket() + "/clickhouse/");
    }

    /** The bucket that the S3 store makes. */
    private static String bucket() {
        return Compose.read().environment("s3").get("S3_BUCKET");
    }

    private boolean answers() throws InterruptedException {
        try {
            return ask(PASSWORD, "SELECT 1").statusCode() == 200;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private HttpResponse<String> ask(String password, String sql) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(0)))
                        .header("X-ClickHouse-User", "caravan")
                        .header("X-ClickHouse-Key", password)
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build(),
                BodyHandlers.ofString());
    }
}
