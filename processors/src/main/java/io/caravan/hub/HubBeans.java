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
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.behavior.KnownScenarios;
import io.caravan.behavior.Scenarios;
import io.caravan.behavior.TopicLook;
import io.caravan.behavior.realtime.NoRedis;
import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.health.ClickHouseDependency;
import io.caravan.hub.health.Dependency;
import io.caravan.hub.health.DependencyHealthCheck;
import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.health.MongoDependency;
import io.caravan.hub.health.Reachable;
import io.caravan.hub.health.RedisDependency;
import io.caravan.hub.http.AdminGate;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.HttpErrorPages;
import io.caravan.hub.http.HubHeaderFilter;
import io.caravan.hub.http.ProblemReply;
import io.caravan.hub.http.ServerGate;
import io.caravan.hub.lease.Leases;
import io.caravan.hub.lease.LocalLeases;
import io.caravan.hub.lease.RedisLeases;
import io.caravan.hub.schema.ClickHouseSchema;
import io.caravan.hub.schema.CompatibilityViews;
import io.caravan.hub.schema.KafkaTopics;

/** Every bean that routes may name, and what they share. Made once; the dry run of an edit uses the same ones. */
public final class HubBeans implements AutoCloseable {

    /** A request holds one while it is worked on; that of an event not while it waits for Kafka. */
    private static final int HTTP_THREADS = 64;

    private final Map<String, Object> beans = new LinkedHashMap<>();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final DependencyMonitor monitor;
    private final ObjectMapper json = HubJson.lenient();
    private Scenarios scenarios = Scenarios.ANY;

    public HubBeans(HubProperties properties, Clock clock, HubScope scope) {
        var servers = new Servers(properties);
        Client clickHouse = clickHouse(servers, properties, scope);
        if (scope == HubScope.ALL) {
            kafka(servers, properties);
        }
        Leases leases = servers.redis()
                .map(factory -> redis(factory, properties))
                .orElseGet(() -> new LocalLeases(properties.get("caravan.hub.name"), clock));
        bind("leases", leases);
        servers.mongo().ifPresent(lazy -> {
            MongoClient client = lazy.as(MongoClient.class);
            bind("mongo", client);
            closeables.add(lazy);
            dependencies.add(new MongoDependency(client, properties.get("caravan.mongo.database")));
            scenarios = scenarios(client, properties);
        });
        bind("json", json);
        bind("hubHeaders", new HubHeaderFilter());
        bind("problems", new ProblemReply(json));
        ApiKeyBeans.of(properties).forEach(this::bind);
        ConfigBeans.of(properties, clock, (ApiGate) beans.get("apiGate"), (AdminGate) beans.get("adminGate"))
                .forEach(this::bind);
        DeadLetterBeans.of(properties, json).forEach(this::bind);
        Map<String, Object> cdr = CdrBeans.of(properties, json, clock, leases);
        cdr.forEach(this::bind);
        CdrQueryBeans.of(properties, (VosNodes) cdr.get("vosNodes"), json, clock)
                .forEach(this::bind);
        SyncBeans.of(properties, (VosNodes) cdr.get("vosNodes"), (VosAccounts) cdr.get("vosAccounts"), clock)
                .forEach(this::bind);
        CdrReconciliationBeans.of(properties, json, clock, (VosNodes) cdr.get("vosNodes"))
                .forEach(this::bind);
        CdrStatisticsBeans.of(properties, (VosNodes) cdr.get("vosNodes"), clock, leases)
                .forEach(this::bind);
        MigrationBeans.of(properties, json, clock, leases, scope).forEach(this::bind);
        MigrationCopyBeans.of(properties).forEach(this::bind);
        var topicLook = new TopicLook(servers.kafka());
        closeables.add(topicLook);
        BehaviorStoreBeans.of(properties, json, topicLook, servers.kafka(), clock)
                .forEach(this::bind);
        var redis = (StringRedisTemplate) beans.getOrDefault("redis", NoRedis.template());
        BehaviorRealtimeBeans.of(properties, redis, servers.kafka(), clock, leases)
                .forEach(this::bind);
        monitor = new DependencyMonitor(dependencies, clock);
        BehaviorIntakeBeans.of(properties, HubJson.strict(), clock, scenarios, monitor)
                .forEach(this::bind);
        closeables.add(monitor);
        bind("httpServer", new VertxOptions().setWorkerPoolSize(HTTP_THREADS));
        var cdrStore = new Reachable("clickhouse", monitor);
        bind("cdrStore", cdrStore);
        bind("redisThere", new Reachable("redis", monitor));
        bind("kafkaThere", new Reachable("kafka", monitor));
        bind("mongoThere", new Reachable("mongo", monitor));
        AnalyticsBeans.of(properties, clock).forEach(this::bind);
        QueryBeans.of(properties, clickHouse, json, clock).forEach(this::bind);
        CdrFilesBeans.of(properties, json, clock, (VosNodes) cdr.get("vosNodes"), leases, cdrStore::reachable)
                .forEach(this::bind);
        bind("questionGate", new ServerGate("clickhouse", monitor, HTTP_THREADS / 4));
        bind("exportGate", new ServerGate("clickhouse", monitor, properties.integer("caravan.cdr.export.at-once")));
        bind("queryGate", new ServerGate("clickhouse", monitor, properties.integer("caravan.query.at-once")));
        bind("mongoGate", new ServerGate("mongo", monitor, HTTP_THREADS / 4));
        bind("kafkaGate", new ServerGate("kafka", monitor, HTTP_THREADS / 4));
        dependencies.forEach(d -> bind(d.name() + "Health", new DependencyHealthCheck(d.name(), monitor)));
    }

    private Scenarios scenarios(MongoClient client, HubProperties properties) {
        if (!properties.flag("caravan.behavior.intake.known-scenarios-only")) {
            return Scenarios.ANY;
        }
        var known = new KnownScenarios(
                client,
                properties.get("caravan.mongo.database"),
                properties.duration("caravan.behavior.intake.scenarios-every"));
        closeables.add(known);
        return known;
    }

    private Client clickHouse(Servers servers, HubProperties properties, HubScope scope) {
        Client client = servers.clickHouse();
        HikariDataSource dataSource = servers.clickHouseDataSource();
        closeables.add(client);
        closeables.add(dataSource);
        bind("clickhouseDb", dataSource);
        dependencies.add(
                scope == HubScope.ALL ? withSchema(client, servers, properties) : new ClickHouseDependency(client));
        return client;
    }

    private static Dependency withSchema(Client client, Servers servers, HubProperties properties) {
        String database = properties.get("caravan.clickhouse.database");
        return new ClickHouseSchema(
                client,
                servers::clickHouseDataSource,
                database,
                properties.home().resolve("sql/clickhouse"),
                new CompatibilityViews(
                        client,
                        database,
                        properties.get("caravan.cdr.compatibility.database"),
                        properties.home().resolve("sql/compatibility/vos_cdrs.sql")));
    }

    private Leases redis(JedisConnectionFactory factory, HubProperties properties) {
        var redis = new StringRedisTemplate(factory);
        bind("redisConnections", factory);
        bind("redis", redis);
        closeables.add(factory::destroy);
        dependencies.add(new RedisDependency(factory));
        var leases = new RedisLeases(redis, properties.get("caravan.hub.name"));
        closeables.add(leases);
        return leases;
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
