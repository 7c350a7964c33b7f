package io.caravan.behavior.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.caravan.clickhouse.FaultProxy;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

/** Three hubs and servers of their own; a proxy before ClickHouse that drops replies. */
final class ProofStack implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final EmbeddedServer clickHouse;
    private final EmbeddedServer kafka = TestServers.newKafka(FreePorts.one());
    private final EmbeddedServer redis = TestServers.newRedis(FreePorts.one());
    private final FaultProxy proxy;
    private final BehaviorHub hub;
    private final List<HubProcess> hubs;
    private final ClickHouseQuery sql;

    ProofStack() throws IOException {
        int port = FreePorts.one();
        clickHouse = TestServers.newClickHouse(port);
        ClickHouseAddress address = TestServers.addressOf(port);
        proxy = new FaultProxy(address.url());
        hub = new BehaviorHub(
                TestServers.home(),
                new ClickHouseAddress(proxy.url(), address.username(), address.password()),
                kafka.address());
        sql = new ClickHouseQuery(address, hub.events().name());
        hub.process()
                .set("caravan.redis.address", redis.address())
                .set("caravan.behavior.store.batch-rows", "200")
                .set("caravan.behavior.realtime.hot.schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.hot.decay", "33")
                .set("caravan.behavior.realtime.metrics-schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.catch-up-schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.recent.length", "5");
        hubs = List.of(hub.process(), hub.process().twin(), hub.process().twin());
    }

    /** Starts the servers and the first hub. */
    void start() {
        servers().forEach(EmbeddedServer::start);
        servers().forEach(server -> server.awaitReady(LIMIT));
        hub.process().start().awaitReady();
    }

    /** ClickHouse, Kafka and Redis. */
    List<EmbeddedServer> servers() {
        return List.of(clickHouse, kafka, redis);
    }

    BehaviorHub hub() {
        return hub;
    }

    List<HubProcess> hubs() {
        return hubs;
    }

    /** Past the proxy. */
    ClickHouseQuery sql() {
        return sql;
    }

    /** Such a share of ClickHouse's replies is lost, although it has done what was asked. */
    void dropReplies(double share, long seed) {
        var random = new Random(seed);
        proxy.dropReplies(() -> random.nextDouble() < share);
    }

    /** kill -9, and a start on the same data. */
    static void killAndStart(EmbeddedServer server, Runnable meanwhile) {
        server.kill();
        meanwhile.run();
        server.start();
        server.awaitReady(LIMIT);
    }

    @Override
    public void close() throws IOException {
        hubs.forEach(HubProcess::close);
        proxy.close();
        servers().forEach(EmbeddedServer::kill);
    }
}
