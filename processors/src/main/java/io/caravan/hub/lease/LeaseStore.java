package io.caravan.hub.lease;

import java.time.Duration;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Leases as they stand in Redis: for each a hash with its owner, stamp and end. One script is one step for all hubs, and
 * only the clock of Redis counts. Every method throws {@link DataAccessException} when Redis does not answer.
 */
final class LeaseStore {

    private static final RedisScript<Long> TAKE = script("take");
    private static final RedisScript<Long> RENEW = script("renew");
    private static final RedisScript<Long> RELEASE = script("release");

    private final StringRedisTemplate redis;

    LeaseStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * The stamp; 0 when another owner has the lease. Asked again by the same owner, the answer is the same.
     *
     * @param owner unique for each attempt to take the lease
     */
    long take(String key, String owner, Duration ttl) {
        return redis.execute(TAKE, List.of(key), owner, String.valueOf(ttl.toMillis()));
    }

    /** False when the lease is another owner's, or nobody's since Redis forgot it. */
    boolean renew(String key, String owner, Duration ttl) {
        return redis.execute(RENEW, List.of(key), owner, String.valueOf(ttl.toMillis())) == 1;
    }

    /** Does nothing when the lease is another owner's. */
    void release(String key, String owner) {
        redis.execute(RELEASE, List.of(key), owner);
    }

    private static RedisScript<Long> script(String name) {
        var script = new DefaultRedisScript<Long>();
        script.setLocation(new ClassPathResource("caravan/lease/" + name + ".lua", LeaseStore.class.getClassLoader()));
        script.setResultType(Long.class);
        return script;
    }
}
