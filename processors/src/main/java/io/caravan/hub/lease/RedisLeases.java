package io.caravan.hub.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.hub.log.Causes;

/**
 * Leases among all hubs of one name that share a Redis, under the keys {@code <hub name>:lease:<name>}. While Redis is
 * away none is taken, those that are held end after their time to live, and that is told once.
 */
public final class RedisLeases implements Leases, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLeases.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final LeaseStore store;
    private final String hub;
    private final String owner;
    private final AtomicLong takes = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private final ScheduledExecutorService renewals;

    /** @param hub name of the hub */
    public RedisLeases(StringRedisTemplate redis, String hub) {
        this.store = new LeaseStore(redis);
        this.hub = hub;
        this.owner = hub + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "lease-renewal");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What the leases of this hub have as their owner. */
    public String owner() {
        return owner;
    }

    @Override
    public Optional<Lease> take(String name, Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a lease of " + ttl + " would end before it is renewed");
        }
        String key = hub + ":lease:" + name;
        // Two takes within one hub exclude each other too.
        long number = takes.incrementAndGet();
        String holder = owner + "/" + number;
        if (number == 1) {
            LOG.info("This hub takes leases as {}", owner);
        }
        long askedAt = System.nanoTime();
        long stamp;
        try {
            stamp = store.take(key, holder, ttl);
            answered();
        } catch (DataAccessException e) {
            unanswered(e);
            return Optional.empty();
        }
        if (stamp == 0) {
            return Optional.empty();
        }
        var lease = new RedisLease(name, owner, stamp, ttl, askedAt, System::nanoTime, () -> release(key, holder));
        renewLater(lease, key, holder, ttl, ttl.dividedBy(3));
        return Optional.of(lease);
    }

    private void renewLater(RedisLease lease, String key, String holder, Duration ttl, Duration pause) {
        renewals.schedule(() -> renew(lease, key, holder, ttl), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew(RedisLease lease, String key, String holder, Duration ttl) {
        if (!lease.held()) {
            if (lease.hasRunOut()) {
                LOG.warn("The lease {} has run out, since Redis did not renew it in time", lease.name());
            }
            return;
        }
        Duration pause = ttl.dividedBy(3);
        long askedAt = System.nanoTime();
        try {
            if (store.renew(key, holder, ttl)) {
                lease.renewed(askedAt);
            } else if (lease.lost()) {
                LOG.warn("The lease {} is lost: another hub has it, or Redis has forgotten it", lease.name());
            }
            answered();
        } catch (DataAccessException e) {
            unanswered(e);
            pause = ttl.dividedBy(20);
        }
        renewLater(lease, key, holder, ttl, pause);
    }

    private void release(String key, String holder) {
        try {
            store.release(key, holder);
            answered();
        } catch (DataAccessException e) {
            unanswered(e);
        }
    }

    private void unanswered(DataAccessException e) {
        if (!away.getAndSet(true)) {
            LOG.warn("No lease is taken or renewed until Redis answers: {}", Causes.brief(e));
        }
    }

    private void answered() {
        if (away.getAndSet(false)) {
            LOG.info("Leases are taken and renewed again");
        }
    }

    /** Ends the renewals. A lease that is still held runs out by itself, after the work that it is for. */
    @Override
    public void close() {
        renewals.shutdownNow();
    }
}
