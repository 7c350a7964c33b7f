package io.caravan.bench.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.caravan.bench.Run;
import io.caravan.embedded.ClickHouseServer;
import io.caravan.embedded.ClickHouseSettings;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.EmbeddedServers;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.KafkaServer;
import io.caravan.embedded.KafkaSettings;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;
import io.caravan.embedded.RedisServer;
import io.caravan.embedded.RedisSettings;
import io.caravan.embedded.S3Disk;
import io.caravan.embedded.S3Server;
import io.caravan.embedded.S3Settings;
import io.caravan.embedded.VosSettings;
import io.caravan.embedded.VosSimulatorServer;

/** Fresh servers on free ports, ended with the run. */
public final class Servers implements AutoCloseable {

    public static final String USER = "caravan";
    public static final String PASSWORD = "bench";
    public static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private final EmbeddedServer clickhouse;
    private final int nativePort;
    private final EmbeddedServer kafka;
    private final EmbeddedServer redis;
    private final EmbeddedServer vos;
    private final EmbeddedServers all;

    private Servers(Run run, Path data, Set<Kind> kinds, Map<String, String> knobs) {
        var layout = new Layout(run.home(), data);
        List<Port> ports = FreePorts.take(6).stream()
                .map(port -> new Port(port, "a port of the bench"))
                .toList();
        nativePort = ports.get(1).number();
        clickhouse = ClickHouseServer.create(
                layout,
                new ClickHouseSettings(
                        ports.get(0),
                        ports.get(1),
                        USER,
                        PASSWORD,
                        ClickHouseSettings.DEFAULT_MAX_MEMORY_BYTES,
                        kinds.contains(Kind.S3) ? Optional.of(disk(ports.get(5))) : Optional.empty()));
        kafka = KafkaServer.create(layout, new KafkaSettings(ports.get(2)));
        redis = RedisServer.create(layout, new RedisSettings(ports.get(4)));
        vos = VosSimulatorServer.create(layout, new VosSettings(ports.get(3), knobs));
        EmbeddedServer s3 = S3Server.create(layout, new S3Settings(ports.get(5), USER, PASSWORD));
        Map<Kind, EmbeddedServer> byKind =
                Map.of(Kind.CLICKHOUSE, clickhouse, Kind.KAFKA, kafka, Kind.VOS, vos, Kind.REDIS, redis, Kind.S3, s3);
        all = new EmbeddedServers(kinds.stream().map(byKind::get).toList(), new Teller(run));
    }

    private static S3Disk disk(Port s3) {
        URI bucket = URI.create("http://" + s3.address() + "/" + S3Settings.DEFAULT_BUCKET + "/clickhouse/");
        return new S3Disk(bucket, USER, PASSWORD, "us-east-1");
    }

    /** ClickHouse and Kafka. */
    public static Servers start(Run run) {
        return start(run, ownData(run));
    }

    /** ClickHouse and Kafka, with what an earlier run left in that folder. */
    public static Servers start(Run run, Path data) {
        return start(run, data, EnumSet.of(Kind.CLICKHOUSE, Kind.KAFKA), Map.of());
    }

    /** ClickHouse, Kafka and a VOS simulator that runs with these knobs. */
    public static Servers start(Run run, Map<String, String> knobs) {
        return start(run, ownData(run), EnumSet.of(Kind.CLICKHOUSE, Kind.KAFKA, Kind.VOS), knobs);
    }

    /** Redis too. */
    public static Servers startWithRedis(Run run, Map<String, String> knobs) {
        return start(run, ownData(run), EnumSet.complementOf(EnumSet.of(Kind.S3)), knobs);
    }

    /** ClickHouse with an S3 store behind its policies {@code tiered} and {@code s3}, and nothing else. */
    public static Servers startStorage(Run run) {
        return start(run, ownData(run), EnumSet.of(Kind.S3, Kind.CLICKHOUSE), Map.of());
    }

    private static Path ownData(Run run) {
        return run.folder().resolve("data");
    }

    private static Servers start(Run run, Path data, Set<Kind> kinds, Map<String, String> knobs) {
        Servers servers = run.add(new Servers(run, data, kinds, knobs));
        servers.all.start();
        return servers;
    }

    private enum Kind {
        CLICKHOUSE,
        KAFKA,
        VOS,
        REDIS,
        S3
    }

    public EmbeddedServer clickhouse() {
        return clickhouse;
    }

    public EmbeddedServer kafka() {
        return kafka;
    }

    public EmbeddedServer redis() {
        return redis;
    }

    /** For clients of the native protocol. */
    public int clickhouseNativePort() {
        return nativePort;
    }

    public String clickhouseUrl() {
        return "http://" + clickhouse.address();
    }

    public Sql sql() {
        return new Sql(clickhouseUrl(), USER, PASSWORD);
    }

    public String brokers() {
        return kafka.address();
    }

    public String vosUrl() {
        return "http://" + vos.address();
    }

    @Override
    public void close() {
        all.close();
    }

    private record Teller(Run run) implements EmbeddedServers.Listener {

        @Override
        public void starting(String server) {
            // The line that tells it is ready says enough.
        }

        @Override
        public void ready(String server, Duration took) {
            run.say(String.format(Locale.ROOT, "%s ready in %.1f s", server, took.toMillis() / 1000.0));
        }
    }
}
