package io.caravan.hub.lease;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** What two hubs see of each other's leases, in a real Redis. */
class LeasesTest {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final String hub = RedisClient.newHubName();
    private final RedisClient one = new RedisClient(TestServers.redis(), hub);
    private final RedisClient two = new RedisClient(TestServers.redis(), hub);

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void oneOwnerAtATime() {
        Lease lease = one.leases.take("work", TTL).orElseThrow();
        assertThat(lease.held()).isTrue();
        assertThat(lease.name()).isEqualTo("work");
        assertThat(lease.owner()).startsWith(hub).isNotEqualTo(two.leases.owner());
        assertThat(one.field("work", "owner")).startsWith(lease.owner());
        assertThat(two.leases.take("work", TTL)).isEmpty();
        assertThat(one.leases.take("work", TTL)).as("not even the same hub").isEmpty();
        assertThat(two.leases.take("other work", TTL)).isPresent();
    }

    @Test
    void hubsOfAnotherNameDoOtherWork() {
        one.leases.take("work", TTL).orElseThrow();
        try (var other = new RedisClient(TestServers.redis(), RedisClient.newHubName())) {
            assertThat(other.leases.take("work", TTL)).isPresent();
        }
    }

    @Test
    void whatIsGivenBackIsFreeAtOnce() {
        Lease lease = one.leases.take("work", TTL).orElseThrow();
        lease.close();
        assertThat(lease.held()).isFalse();
        Lease next = two.leases.take("work", TTL).orElseThrow();
        assertThat(next.stamp()).isGreaterThan(lease.stamp());
        lease.close();
        assertThat(one.leases.take("work", TTL))
                .as("giving back twice frees nothing")
                .isEmpty();
    }

    @Test
    void itIsRenewedForAsLongAsItIsHeld() {
        Lease lease = one.leases.take("work", SHORT).orElseThrow();
        String first = one.field("work", "until");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Long.parseLong(one.field("work", "until")) > Long.parseLong(first) + 3 * SHORT.toMillis());
        assertThat(lease.held()).isTrue();
        assertThat(two.leases.take("work", SHORT)).isEmpty();
    }

    @Test
    void anotherHubTakesOverFromOneThatWasKilled() {
        Lease lease = one.leases.take("work", SHORT).orElseThrow();
        one.stopRenewing();
        Lease next = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            Optional<Lease> taken = two.leases.take("work", SHORT);
                            assertThat(lease.held() && taken.isPresent())
                                    .as("both hold it")
                                    .isFalse();
                            return taken;
                        },
                        Optional::isPresent)
                .orElseThrow();
        assertThat(next.stamp()).isGreaterThan(lease.stamp());
        assertThat(lease.held()).isFalse();
        lease.close();
        assertThat(two.field("work", "owner")).startsWith(next.owner());
    }

    @Test
    void anOwnerNoticesThatItsLeaseIsForgotten() {
        Lease lease = one.leases.take("work", Duration.ofSeconds(2)).orElseThrow();
        one.redis.delete(one.key("work"));
        Lease next = two.leases.take("work", TTL).orElseThrow();
        assertThat(next.stamp()).as("a clock needs no memory").isGreaterThanOrEqualTo(lease.stamp());
        await().atMost(Duration.ofSeconds(60)).until(() -> !lease.held());
        lease.close();
        assertThat(next.held()).isTrue();
        assertThat(two.field("work", "owner")).startsWith(next.owner());
    }

    @Test
    void stampsAreTimesAndNeverGoBack() {
        Lease first = one.leases.take("work", TTL).orElseThrow();
        assertThat(first.stamp())
                .isBetween(
                        System.currentTimeMillis() - Duration.ofMinutes(1).toMillis(),
                        System.currentTimeMillis() + Duration.ofMinutes(1).toMillis());
        first.close();
        long ahead = first.stamp() + Duration.ofDays(1).toMillis();
        one.redis.opsForHash().put(one.key("work"), "stamp", String.valueOf(ahead));
        for (int i = 1; i <= 3; i++) {
            Lease next = two.leases.take("work", TTL).orElseThrow();
            assertThat(next.stamp()).isEqualTo(ahead + i);
            next.close();
        }
    }

    @Test
    void redisForgetsANameThatIsNoLongerUsed() {
        one.leases.take("work", TTL).orElseThrow().close();
        assertThat(one.redis.getExpire(one.key("work"))).isPositive();
    }

    @Test
    void aTimeToLiveThatNobodyCanKeepIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> one.leases.take("work", Duration.ofMillis(5)));
    }
}
