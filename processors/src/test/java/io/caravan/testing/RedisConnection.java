package io.caravan.testing;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A way to a Redis, as a hub has it. */
public final class RedisConnection implements AutoCloseable {

    private final JedisConnectionFactory connections;
    private final StringRedisTemplate template;

    /** @param address host:port */
    public RedisConnection(String address) {
        String[] parts = address.split(":");
        connections =
                new JedisConnectionFactory(new RedisStandaloneConfiguration(parts[0], Integer.parseInt(parts[1])));
        connections.afterPropertiesSet();
        connections.start();
        template = new StringRedisTemplate(connections);
    }

    public StringRedisTemplate template() {
        return template;
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
