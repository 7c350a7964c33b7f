package io.caravan.embedded.clickhouse;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.ClickHouseServer;
import io.caravan.embedded.ClickHouseSettings;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;
import io.caravan.embedded.S3Disk;
import io.caravan.embedded.S3Server;
import io.caravan.embedded.S3Settings;

import static org.assertj.core.api.Assertions.assertThat;

class ClickHouseTest {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "pass<word>&";
    private static final String S3_SECRET = "secret-of-s3";

    @TempDir
    static Path data;

    private static final List<Integer> PORTS = FreePorts.take(3);
    private static final Port HTTP = new Port(PORTS.get(0), "http");
    private static final Port NATIVE = new Port(PORTS.get(1), "native");
    private static final Port S3 = new Port(PORTS.get(2), "s3");

    private static final HttpInterface CLICKHOUSE = new HttpInterface(HTTP.number(), "caravan", PASSWORD);

    private static EmbeddedServer server;
    private static EmbeddedServer s3;

    @BeforeAll
    static void start() {
        Layout layout = new Layout(Path.of(System.getProperty("caravan.home")), data);
        s3 = S3Server.create(layout, new S3Settings(S3, "access", S3_SECRET));
        var disk =
                new S3Disk(URI.create("http://" + S3.address() + "/caravan/parts/"), "access", S3_SECRET, "us-east-1");
        server = ClickHouseServer.create(
                layout, new ClickHouseSettings(HTTP, NATIVE, "caravan", PASSWORD, 2L << 30, Optional.of(disk)));
        server.start();
        server.awaitReady(START_LIMIT);
    }

    @AfterAll
    static void stop() {
        server.stop();
        s3.stop();
    }

    @Test
    void knowsItsUsers() throws Exception {
        assertThat(CLICKHOUSE.ask("SELECT currentUser()")).isEqualTo("caravan");
        assertThat(new HttpInterface(HTTP.number(), "default", "").ask("SELECT currentUser()"))
                .isEqualTo("default");

        var refused = new HttpInterface(HTTP.number(), "caravan", "wrong").send("SELECT 1");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue("516");
    }

    @Test
    void answersTheNativeProtocol() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", NATIVE.number())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(NativeHello.of("caravan", PASSWORD));
            DataInputStream in = new DataInputStream(socket.getInputStream());

            assertThat(in.read()).as("packet type hello").isZero();
            assertThat(new String(in.readNBytes(in.read()))).as("server name").containsIgnoringCase("clickhouse");
        }
    }

    @Test
    void keepsWhatItAcknowledgedOverAKill() throws Exception {
        CLICKHOUSE.ask("CREATE DATABASE kept ENGINE = Atomic");
        CLICKHOUSE.ask("CREATE TABLE kept.calls (id UInt64) ENGINE = MergeTree ORDER BY id");
        CLICKHOUSE.ask("INSERT INTO kept.calls SELECT number FROM numbers(1000)");
        CLICKHOUSE.ask("INSERT INTO kept.calls VALUES (7777)");

        server.kill();
        restart();

        assertThat(CLICKHOUSE.ask("SELECT count(), max(id) FROM kept.calls")).isEqualTo("1001\t7777");
    }

    @Test
    void stopsInOrderAndRemembersItsQueries() throws Exception {
        CLICKHOUSE.ask("SELECT 'asked before the stop'");

        server.stop();
        restart();

        String asked = "SELECT count() > 0 FROM system.query_log WHERE query = 'SELECT \\'asked before the stop\\''";
        assertThat(CLICKHOUSE.ask(asked)).isEqualTo("1");
        assertThat(data.resolve("clickhouse")).satisfies(folder -> {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
            }
        });
    }

    @Test
    void movesAPartitionToS3() throws Exception {
        s3.start();
        s3.awaitReady(START_LIMIT);
        CLICKHOUSE.ask("CREATE DATABASE moved ENGINE = Atomic");
        CLICKHOUSE.ask("CREATE TABLE moved.calls (id UInt64, day Date) ENGINE = MergeTree PARTITION BY toYYYYMM(day)"
                + " ORDER BY id");
        CLICKHOUSE.ask("INSERT INTO moved.calls SELECT number, '2026-01-15' FROM numbers(50000)");

        CLICKHOUSE.ask("ALTER TABLE moved.calls MODIFY SETTING storage_policy = 'tiered'");
        assertThat(disk()).isEqualTo("default");
        CLICKHOUSE.ask("ALTER TABLE moved.calls MOVE PARTITION ID '202601' TO VOLUME 's3'");

        assertThat(disk()).isEqualTo("s3");
        assertThat(bytesIn(data.resolve("s3/store"))).isGreaterThan(50_000);
        server.kill();
        restart();
        assertThat(CLICKHOUSE.ask("SELECT count(), sum(id) FROM moved.calls")).isEqualTo("50000\t1249975000");
    }

    @Test
    void showsItsSecretsToNobody() throws Exception {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(process.info().commandLine().orElseThrow()).doesNotContain(PASSWORD, S3_SECRET);
        for (String file : List.of("config.xml", "users.xml")) {
            Path path = data.resolve("clickhouse").resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(path).content().doesNotContain(PASSWORD);
        }
    }

    private static String disk() throws IOException, InterruptedException {
        return CLICKHOUSE.ask(
                "SELECT DISTINCT disk_name FROM system.parts WHERE database = 'moved' AND table = 'calls' AND active");
    }

    private static void restart() {
        server.start();
        server.awaitReady(START_LIMIT);
    }

    private static long bytesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
