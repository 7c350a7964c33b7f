package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** A ClickHouse of the test's own, not started; its HTTP port is that of {@link EmbeddedServer#address}. */
    public static EmbeddedServer newClickHouse(int httpPort) {
        return ClickHouseServer.create(
                newLayout(),
                new ClickHouseSettings(
                        port(httpPort),
                        port(FreePorts.one()),
                        USER,
                        PASSWORD,
                        ClickHouseSettings.DEFAULT_MAX_MEMORY_BYTES,
                        Optional.empty()));
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
        static final EmbeddedServer SERVER = started(newClickHouse(PORT));
        static final ClickHouseAddress ADDRESS = addressOf(PORT);
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
