package io.caravan.embedded.together;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.caravan.embedded.ClickHouseServer;
import io.caravan.embedded.ClickHouseSettings;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.EmbeddedServers;
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
import io.caravan.embedded.VosSettings;
import io.caravan.embedded.VosSimulatorServer;

/**
 * A process that starts all servers, as the hub does, and stops them on a signal. Prints a line {@code <name> <process id>}
 * for each, and {@code ready} at last.
 *
 * <p>Arguments: project home, data folder, seven ports.
 */
final class Hub {

    private static final String SECRET = "only-for-this-test";

    private Hub() {}

    public static void main(String[] args) throws Exception {
        List<EmbeddedServer> list = servers(new Layout(Path.of(args[0]), Path.of(args[1])), ports(args));
        EmbeddedServers servers = new EmbeddedServers(list, silent());
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
        servers.start();
        list.forEach(server -> System.out.println(server.name() + " " + server.pid()));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static List<EmbeddedServer> servers(Layout layout, List<Port> ports) {
        Port s3 = ports.get(4);
        URI bucket = URI.create("http://" + s3.address() + "/caravan/clickhouse/");
        var disk = new S3Disk(bucket, "access", SECRET, "us-east-1");
        var clickHouse =
                new ClickHouseSettings(ports.get(0), ports.get(1), "caravan", SECRET, 2L << 30, Optional.of(disk));
        return List.of(
                ClickHouseServer.create(layout, clickHouse),
                KafkaServer.create(layout, new KafkaSettings(ports.get(2))),
                RedisServer.create(layout, new RedisSettings(ports.get(3))),
                S3Server.create(layout, new S3Settings(s3, "access", SECRET)),
                MongoStandIn.create(layout, new MongoSettings(ports.get(5))),
                VosSimulatorServer.create(layout, new VosSettings(ports.get(6), Map.of())));
    }

    private static List<Port> ports(String[] args) {
        return Arrays.stream(args)
                .skip(2)
                .map(number -> new Port(Integer.parseInt(number), "port"))
                .toList();
    }

    private static EmbeddedServers.Listener silent() {
        return new EmbeddedServers.Listener() {
            @Override
            public void starting(String server) {}

            @Override
            public void ready(String server, Duration took) {}
        };
    }
}
