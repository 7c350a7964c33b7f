package io.caravan.bench.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    private Servers(Run run, Path data, Optional<Map<String, String>> knobs, boolean withRedis) {
        var layout = new Layout(run.home(), data);
        List<Port> ports = FreePorts.take(5).stream()
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
                        Optional.empty()));
        kafka = KafkaServer.create(layout, new KafkaSettings(ports.get(2)));
        redis = RedisServer.create(layout, new RedisSettings(ports.get(4)));
        vos = VosSimulatorServer.create(layout, new VosSettings(ports.get(3), knobs.orElse(Map.of())));
        List<EmbeddedServer> wanted = new ArrayList<>(List.of(clickhouse, kafka));
        if (knobs.isPresent()) {
            wanted.add(vos);
        }
        if (withRedis) {
            wanted.add(redis);
        }
        all = new EmbeddedServers(wanted, new Teller(run));
    }

    /** ClickHouse and Kafka. */
    public static Servers start(Run run) {
        return start(run, ownData(run));
    }

    /** ClickHouse and Kafka, with what an earlier run left in that folder. */
    public static Servers start(Run run, Path data) {
        return start(run, data, Optional.empty(), false);
    }

    /** ClickHouse, Kafka and a VOS simulator that runs with these knobs. */
    public static Servers start(Run run, Map<String, String> knobs) {
        return start(run, ownData(run), Optional.of(knobs), false);
    }

    /** Redis too. */
    public static Servers startWithRedis(Run run, Map<String, String> knobs) {
        return start(run, ownData(run), Optional.of(knobs), true);
    }

    private static Path ownData(Run run) {
        return run.folder().resolve("data");
    }

    private static Servers start(Run run, Path data, Optional<Map<String, String>> knobs, boolean withRedis) {
        Servers servers = run.add(new Servers(run, data, knobs, withRedis));
        servers.all.start();
        return servers;
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
