package io.caravan.hub;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.clickhouse.client.api.Client;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.VertxOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.deadletter.DeadLetterMessages;
import io.caravan.hub.deadletter.RowFaults;
import io.caravan.hub.health.Dependency;
import io.caravan.hub.health.DependencyHealthCheck;
import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.health.MongoDependency;
import io.caravan.hub.health.Reachable;
import io.caravan.hub.health.RedisDependency;
import io.caravan.hub.http.AdminGate;
import io.caravan.hub.http.HttpErrorPages;
import io.caravan.hub.http.HubHeaderFilter;
import io.caravan.hub.http.ProblemReply;
import io.caravan.hub.http.ServerGate;
import io.caravan.hub.schema.ClickHouseSchema;
import io.caravan.hub.schema.KafkaTopics;

/** Every bean that routes may name, and what they share. Made once; the dry run of an edit uses the same ones. */
public final class HubBeans implements AutoCloseable {

    /** A request holds one until it is answered. */
    private static final int HTTP_THREADS = 64;

    private final Map<String, Object> beans = new LinkedHashMap<>();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final DependencyMonitor monitor;
    private final ObjectMapper json = HubJson.lenient();

    public HubBeans(HubProperties properties, Clock clock) {
        var servers = new Servers(properties);
        clickHouse(servers, properties);
        kafka(servers, properties);
        servers.redis().ifPresent(factory -> {
            bind("redisConnections", factory);
            bind("redis", new StringRedisTemplate(factory));
            closeables.add(factory::destroy);
            dependencies.add(new RedisDependency(factory));
        });
        servers.mongo().ifPresent(lazy -> {
            MongoClient client = lazy.as(MongoClient.class);
            bind("mongo", client);
            closeables.add(lazy);
            dependencies.add(new MongoDependency(client, properties.get("caravan.mongo.database")));
        });
        bind("json", json);
        bind("hubHeaders", new HubHeaderFilter());
        bind("problems", new ProblemReply(json));
        bind("adminGate", new AdminGate(properties.get("caravan.hub.admin-key"), properties.get("caravan.http.host")));
        bind("deadLetters", new DeadLetterMessages());
        bind("rowFaults", new RowFaults());
        CdrBeans.of(properties, json, clock).forEach(this::bind);
        BehaviorBeans.of(properties, HubJson.strict(), clock).forEach(this::bind);
        monitor = new DependencyMonitor(dependencies, clock);
        closeables.add(monitor);
        bind("httpServer", new VertxOptions().setWorkerPoolSize(HTTP_THREADS));
        bind("cdrStore", new Reachable("clickhouse", monitor));
        bind("kafkaGate", new ServerGate("kafka", monitor, HTTP_THREADS / 2));
        dependencies.forEach(d -> bind(d.name() + "Health", new DependencyHealthCheck(d.name(), monitor)));
    }

    private void clickHouse(Servers servers, HubProperties properties) {
        Client client = servers.clickHouse();
        HikariDataSource dataSource = servers.clickHouseDataSource();
        closeables.add(client);
        closeables.add(dataSource);
        bind("clickhouseDb", dataSource);
        dependencies.add(new ClickHouseSchema(
                client,
                dataSource,
                properties.get("caravan.clickhouse.database"),
                properties.home().resolve("sql/clickhouse")));
    }

    private void kafka(Servers servers, HubProperties properties) {
        List<KafkaTopics.Topic> topics = properties.flag("caravan.kafka.create-topics")
                ? KafkaTopics.read(properties.path("caravan.kafka.topics"))
                : List.of();
        var kafka = new KafkaTopics(servers.kafka(), topics);
        closeables.add(kafka);
        dependencies.add(kafka);
    }

    /** By the names routes call them. */
    public Map<String, Object> byName() {
        return Map.copyOf(beans);
    }

    private void bind(String name, Object bean) {
        beans.put(name, bean);
    }

    public DependencyMonitor monitor() {
        return monitor;
    }

    public HttpErrorPages errorPages(BooleanSupplier started) {
        return new HttpErrorPages(json, started);
    }

    @Override
    public void close() throws Exception {
        for (int i = closeables.size() - 1; i >= 0; i--) {
            closeables.get(i).close();
        }
    }
}
