package io.caravan.behavior.realtime;

import java.lang.reflect.Proxy;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Stands for a Redis that is not configured: nothing is kept there, and whoever asks gets told so. */
public final class NoRedis {

    private NoRedis() {}

    /** Whose every operation throws {@link RedisConnectionFailureException}. */
    public static StringRedisTemplate template() {
        return new StringRedisTemplate((RedisConnectionFactory) Proxy.newProxyInstance(
                NoRedis.class.getClassLoader(),
                new Class<?>[] {RedisConnectionFactory.class},
                (proxy, method, args) -> {
                    throw new RedisConnectionFailureException("caravan.redis.address is empty");
                }));
    }
}
