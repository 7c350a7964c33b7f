package io.caravan.hub.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Many threads of several hubs want the same work: never do two have it, and each stamp is higher than the one before. */
class ContentionTest {

    private static final int HUBS = 3;
    private static final int THREADS = 4;
    private static final int TURNS = 400;
    private static final Duration TTL = Duration.ofSeconds(30);

    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final List<Long> stamps = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    @Test
    void neverTwoOwners() throws Exception {
        String hub = RedisClient.newHubName();
        List<RedisClient> hubs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(HUBS * THREADS);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < HUBS; i++) {
                var client = new RedisClient(TestServers.redis(), hub);
                hubs.add(client);
                for (int j = 0; j < THREADS; j++) {
                    var random = new Random(i * THREADS + j);
                    working.add(threads.submit(() -> compete(client.leases, random)));
                }
            }
            for (Future<?> one : working) {
                end(one);
            }
        } finally {
            threads.shutdownNow();
            hubs.forEach(RedisClient::close);
        }
        assertThat(stamps).hasSizeGreaterThanOrEqualTo(TURNS).isSorted().doesNotHaveDuplicates();
        assertThat(new HashSet<>(owners)).as("every hub had it").hasSize(HUBS);
    }

    private void compete(Leases leases, Random random) {
        while (turns.get() < TURNS) {
            Optional<Lease> taken = leases.take("work", TTL);
            if (taken.isPresent()) {
                try (Lease lease = taken.get()) {
                    assertThat(holders.incrementAndGet()).as("owners at once").isEqualTo(1);
                    // Only the owner may write, so that nothing else keeps two of them apart.
                    stamps.add(lease.stamp());
                    owners.add(lease.owner());
                    turns.incrementAndGet();
                    LockSupport.parkNanos(random.nextInt(500_000));
                    assertThat(lease.held()).isTrue();
                    holders.decrementAndGet();
                }
            }
        }
    }

    private static void end(Future<?> working) throws InterruptedException {
        try {
            working.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }
}
