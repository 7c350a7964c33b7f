package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.caravan.embedded.ClickHouseServer;
import io.caravan.embedded.ClickHouseSettings;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.KafkaServer;
import io.caravan.embedded.KafkaSettings;
import io.caravan.embedded.Layout;
import io.caravan.embedded.MongoSettings;
import io.caravan.embedded.MongoStandIn;
import io.caravan.embedded.Port;
import io.caravan.embedded.RedisServer;
import io.caravan.embedded.RedisSettings;
import io.caravan.embedded.S3Disk;
import io.caravan.embedded.S3Server;
import io.caravan.embedded.S3Settings;

/**
 * The servers that tests share: each is started by the first test that asks for it, and ends with the tests' JVM. A test
 * that stops or kills a server makes one of its own by the {@code new…} methods.
 */
public final class TestServers {

    private static final String USER = "caravan";
    private static final String PASSWORD = "secret";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TestServers() {}

    /** The project folder. */
    public static Path home() {
        return Path.of(System.getProperty("caravan.home")).toAbsolutePath().normalize();
    }

    public static ClickHouseAddress clickhouse() {
        return SharedClickHouse.ADDRESS;
    }

    /** Bootstrap servers of the shared Kafka. */
    public static String kafka() {
        return SharedKafka.SERVER.address();
    }

    /** Address of the shared Redis, host:port. */
    public static String redis() {
        return SharedRedis.SERVER.address();
    }

    /** Connection string of the shared stand-in for MongoDB. */
    public static String mongo() {
        return "mongodb://" + SharedMongo.SERVER.address();
    }

    /**
     * Starts the S3 store behind the policies {@code tiered} and {@code s3} of the shared ClickHouse, if no test has yet.
     *
     * @return its address, host:port
     */
    public static String s3() {
        return SharedS3.SERVER.address();
    }

    /** A ClickHouse of the test's own, not started; its HTTP port is that of {@link EmbeddedServer#address}. */
    public static EmbeddedServer newClickHouse(int httpPort) {
        return newClickHouse(httpPort, Optional.empty());
    }

    /** The same, with a bucket that its policies {@code tiered} and {@code s3} use; it need not be there yet. */
    public static EmbeddedServer newClickHouse(int httpPort, S3Disk s3) {
        return newClickHouse(httpPort, Optional.of(s3));
    }

    private static EmbeddedServer newClickHouse(int httpPort, Optional<S3Disk> s3) {
        return newClickHouse(newLayout(), httpPort, FreePorts.one(), s3);
    }

    private static EmbeddedServer newClickHouse(Layout layout, int httpPort, int nativePort, Optional<S3Disk> s3) {
        return ClickHouseServer.create(
                layout,
                new ClickHouseSettings(
                        port(httpPort),
                        port(nativePort),
                        USER,
                        PASSWORD,
                        ClickHouseSettings.DEFAULT_MAX_MEMORY_BYTES,
                        s3));
    }

    /**
     * The same, with more of a configuration than a hub's own server has.
     *
     * @param nativePort for clusters that lead back to it
     * @param more what a file in its {@code config.d} holds
     */
    public static EmbeddedServer newClickHouse(int httpPort, int nativePort, S3Disk s3, String more) {
        Layout layout = newLayout();
        try {
            Path folder = Files.createDirectories(layout.data().resolve("clickhouse/config.d"));
            Files.writeString(folder.resolve("more.xml"), more);
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration of a test's ClickHouse", e);
        }
        return newClickHouse(layout, httpPort, nativePort, Optional.of(s3));
    }

    /** An S3 store of the test's own, not started. */
    public static EmbeddedServer newS3(int port, String secretKey) {
        return S3Server.create(newLayout(), new S3Settings(port(port), USER, secretKey));
    }

    /** How a ClickHouse reaches {@link #newS3}. */
    public static S3Disk diskAt(int port, String secretKey) {
        return new S3Disk(
                URI.create("http://127.0.0.1:" + port + "/" + S3Settings.DEFAULT_BUCKET + "/clickhouse/"),
                USER,
                secretKey,
                "us-east-1");
    }

    /** How a hub reaches {@link #newClickHouse}. */
    public static ClickHouseAddress addressOf(int httpPort) {
        return new ClickHouseAddress("http://127.0.0.1:" + httpPort, USER, PASSWORD);
    }

    /** A Kafka of the test's own, not started. */
    public static EmbeddedServer newKafka(int port) {
        return KafkaServer.create(newLayout(), new KafkaSettings(port(port)));
    }

    /** A Redis of the test's own, not started. */
    public static EmbeddedServer newRedis(int port) {
        return RedisServer.create(newLayout(), new RedisSettings(port(port)));
    }

    /** A stand-in for MongoDB of the test's own, not started. */
    public static EmbeddedServer newMongo(int port) {
        return MongoStandIn.create(newLayout(), new MongoSettings(port(port)));
    }

    private static EmbeddedServer started(EmbeddedServer server) {
        server.start();
        server.awaitReady(LIMIT);
        return server;
    }

    private static Port port(int number) {
        return new Port(number, "a port for tests");
    }

    private static Layout newLayout() {
        try {
            Path folder = Files.createDirectories(home().resolve("processors/target/servers"));
            return new Layout(home(), Files.createTempDirectory(folder, "data-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the data of a test's server", e);
        }
    }

    private static final class SharedClickHouse {
        static final int PORT = FreePorts.one();
        static final EmbeddedServer SERVER = started(newClickHouse(PORT, diskAt(S3Port.NUMBER, PASSWORD)));
        static final ClickHouseAddress ADDRESS = addressOf(PORT);
    }

    private static final class S3Port {
        static final int NUMBER = FreePorts.one();
    }

    private static final class SharedS3 {
        static final EmbeddedServer SERVER = started(newS3(S3Port.NUMBER, PASSWORD));
    }

    private static final class SharedKafka {
        static final EmbeddedServer SERVER = started(newKafka(FreePorts.one()));
    }

    private static final class SharedRedis {
        static final EmbeddedServer SERVER = started(newRedis(FreePorts.one()));
    }

    private static final class SharedMongo {
        static final EmbeddedServer SERVER = started(newMongo(FreePorts.one()));
    }
}
