package io.caravan.hub;

import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import com.clickhouse.client.api.Client;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import redis.clients.jedis.Jedis;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;

/** Makes the clients of the servers the hub uses. None of them connects before it is used. */
final class Servers {

    private static final int PATIENCE_MILLIS = 3000;

    /** MongoDB's client asks a second time, so that a request may wait for twice as long. */
    private static final int ANSWER_MILLIS = 5000;

    private final HubProperties properties;

    Servers(HubProperties properties) {
        this.properties = properties;
    }

    /** Not bound to the hub's database, which may not exist yet. */
    Client clickHouse() {
        return new Client.Builder()
                .addEndpoint(properties.get("caravan.clickhouse.url"))
                .setUsername(properties.get("caravan.clickhouse.username"))
                .setPassword(properties.get("caravan.clickhouse.password"))
                .setDefaultDatabase("system")
                .setConnectTimeout(PATIENCE_MILLIS)
                .setSocketTimeout(PATIENCE_MILLIS)
                .setMaxConnections(2)
                .build();
    }

    /** For statements that routes build up to, through camel-jdbc; another one for the schema. */
    HikariDataSource clickHouseDataSource() {
        URI url = URI.create(properties.get("caravan.clickhouse.url"));
        var dataSource = new HikariDataSource();
        dataSource.setPoolName("clickhouse");
        dataSource.setJdbcUrl("jdbc:clickhouse:" + url + "/" + properties.get("caravan.clickhouse.database"));
        dataSource.setUsername(properties.get("caravan.clickhouse.username"));
        dataSource.setPassword(properties.get("caravan.clickhouse.password"));
        dataSource.setInitializationFailTimeout(-1);
        dataSource.setMinimumIdle(0);
        dataSource.setMaximumPoolSize(4);
        // The server closes idle connections after three seconds.
        dataSource.setIdleTimeout(TimeUnit.SECONDS.toMillis(10));
        dataSource.setConnectionTimeout(PATIENCE_MILLIS);
        return dataSource;
    }

    /** Connection properties of Kafka's own clients. */
    Properties kafka() {
        var client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.get("caravan.kafka.brokers"));
        client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, properties.get("caravan.kafka.security-protocol"));
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        if (!properties.isEmpty("caravan.kafka.sasl-jaas-config")) {
            client.put(SaslConfigs.SASL_MECHANISM, properties.get("caravan.kafka.sasl-mechanism"));
            client.put(SaslConfigs.SASL_JAAS_CONFIG, properties.get("caravan.kafka.sasl-jaas-config"));
        }
        return client;
    }

    /** Empty when no Redis is configured. */
    Optional<JedisConnectionFactory> redis() {
        String address = properties.get("caravan.redis.address");
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new ConfigException("caravan.redis.address = " + address + ": host:port is wanted");
        }
        var server = new RedisStandaloneConfiguration(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        if (!properties.isEmpty("caravan.redis.username")) {
            server.setUsername(properties.get("caravan.redis.username"));
        }
        if (!properties.isEmpty("caravan.redis.password")) {
            server.setPassword(properties.get("caravan.redis.password"));
        }
        var pool = new GenericObjectPoolConfig<Jedis>();
        // After a restart of Redis the connections of before are not tried one by one.
        pool.setTestOnBorrow(true);
        var factory = new JedisConnectionFactory(
                server,
                JedisClientConfiguration.builder().usePooling().poolConfig(pool).build());
        factory.afterPropertiesSet();
        factory.start();
        return Optional.of(factory);
    }

    /** Empty when no MongoDB is configured. */
    Optional<Lazy<MongoClient>> mongo() {
        if (properties.isEmpty("caravan.mongo.uri")) {
            return Optional.empty();
        }
        return Optional.of(new Lazy<>(() -> MongoClients.create(MongoClientSettings.builder()
                // An answer that never comes must not hold a thread for ever; the connection string may say otherwise.
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS))
                .applyConnectionString(new ConnectionString(properties.get("caravan.mongo.uri")))
                .applicationName("caravan")
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .build())));
    }
}
