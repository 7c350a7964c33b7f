package io.caravan.hub.lease;

import java.util.UUID;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.testing.RedisConnection;

/** One hub's way to a Redis, with leases of a hub name of the test's own. */
final class RedisClient implements AutoCloseable {

    private final RedisConnection connection;
    final StringRedisTemplate redis;
    final RedisLeases leases;
    final String hub;

    RedisClient(String address, String hub) {
        this.hub = hub;
        connection = new RedisConnection(address);
        redis = connection.template();
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
        connection.close();
    }
}
