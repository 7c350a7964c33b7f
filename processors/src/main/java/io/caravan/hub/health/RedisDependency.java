package io.caravan.hub.health;

import java.io.IOException;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Redis answers PING. */
public final class RedisDependency implements Dependency {

    private final RedisConnectionFactory connections;

    public RedisDependency(RedisConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void probe() throws IOException {
        try (RedisConnection connection = connections.getConnection()) {
            if (!"PONG".equals(connection.ping())) {
                throw new IOException("unexpected answer to PING");
            }
        }
    }
}
