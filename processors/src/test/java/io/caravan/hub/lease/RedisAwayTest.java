package io.caravan.hub.lease;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Redis that goes away takes the leases with it; it is told once, and all goes on when it is back. */
class RedisAwayTest {

    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedServer server = TestServers.newRedis(FreePorts.one());
    private final Logger logger = (Logger) LoggerFactory.getLogger(RedisLeases.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RedisClient client;

    @BeforeEach
    void start() {
        server.start();
        server.awaitReady(PATIENCE);
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        client = new RedisClient(server.address(), RedisClient.newHubName());
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        logger.setLevel(null);
        client.close();
        server.stop();
    }

    @Test
    void aLeaseEndsWithoutRedisAndAnotherOneBeginsWithIt() {
        Lease lease = client.leases.take("work", TTL).orElseThrow();
        server.kill();
        assertThat(client.leases.take("other work", TTL)).isEmpty();
        assertThat(lease.held()).as("a moment without Redis ends nothing").isTrue();
        await().atMost(PATIENCE).until(() -> !lease.held());
        for (int i = 0; i < 20; i++) {
            assertThat(client.leases.take("other work", TTL)).isEmpty();
        }
        lease.close();
        await().atMost(PATIENCE).until(() -> count("has run out") == 1);
        assertThat(count("until Redis answers")).as("told once").isEqualTo(1);

        server.start();
        server.awaitReady(PATIENCE);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.leases.take("work", TTL).isPresent());
        assertThat(count("again")).isEqualTo(1);
        assertThat(lease.held()).as("a lost lease does not come back").isFalse();
    }

    @Test
    void aLeaseOutlivesAShortAbsenceOfRedis() {
        Lease lease = client.leases.take("work", Duration.ofSeconds(20)).orElseThrow();
        server.kill();
        server.start();
        server.awaitReady(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> client.leases.take("other work", TTL).isPresent());
        assertThat(lease.held()).isTrue();
    }

    private long count(String words) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getFormattedMessage().contains(words))
                .count();
    }
}
