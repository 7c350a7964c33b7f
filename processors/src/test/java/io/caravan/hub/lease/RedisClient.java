package io.caravan.hub.lease;

import java.util.UUID;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** One hub's way to a Redis, with leases of a hub name of the test's own. */
final class RedisClient implements AutoCloseable {

    private final JedisConnectionFactory connections;
    final StringRedisTemplate redis;
    final RedisLeases leases;
    final String hub;

    RedisClient(String address, String hub) {
        this.hub = hub;
        String[] parts = address.split(":");
        connections =
                new JedisConnectionFactory(new RedisStandaloneConfiguration(parts[0], Integer.parseInt(parts[1])));
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
        leases = new RedisLeases(redis, hub);
    }

    static String newHubName() {
        return "hub-" + UUID.randomUUID();
    }

    String key(String lease) {
        return hub + ":lease:" + lease;
    }

    String field(String lease, String field) {
        return (String) redis.opsForHash().get(key(lease), field);
    }

    /** Stops its renewals, as a kill of its hub does. */
    void stopRenewing() {
        leases.close();
    }

    @Override
    public void close() {
        leases.close();
        connections.destroy();
    }
}
