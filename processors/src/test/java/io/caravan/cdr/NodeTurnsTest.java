package io.caravan.cdr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;
import io.caravan.hub.lease.LocalLeases;

import static org.assertj.core.api.Assertions.assertThat;

/** Turns of two hubs at one node, with leases in memory. */
class NodeTurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Leases leases = new LocalLeases("hub", clock);
    private final NodeTurns one = new NodeTurns(leases, Duration.ofSeconds(30), LIMIT, clock);
    private final NodeTurns two = new NodeTurns(leases, Duration.ofSeconds(30), LIMIT, clock);
    private final VosNode node = Samples.node("UTC");
    private final DefaultCamelContext context = new DefaultCamelContext();

    @Test
    void aNodeLinesUpOnceInAHub() {
        Exchange first = exchange();
        assertThat(one.lineUp(node, first)).isTrue();
        assertThat(one.lineUp(node, exchange())).isFalse();
        assertThat(two.lineUp(node, exchange())).as("in another hub too").isTrue();
        end(first);
        assertThat(one.lineUp(node, exchange())).isTrue();
    }

    @Test
    void oneHubHasTheTurnUntilItsExchangeEnds() {
        Exchange first = exchange();
        PullRun run = one.begin(node, first);
        assertThat(run.start()).isEqualTo(NOW);
        assertThat(run.version()).isEqualTo(NOW.toEpochMilli());
        assertThat(two.begin(node, exchange())).isNull();
        end(first);
        PullRun next = two.begin(node, exchange());
        assertThat(next.version()).as("although no time has passed").isGreaterThan(run.version());
        assertThat(one.mayGoOn(run)).isFalse();
        assertThat(two.mayGoOn(next)).isTrue();
    }

    @Test
    void aTurnThatFailsEndsToo() {
        Exchange first = exchange();
        one.begin(node, first);
        first.setException(new IllegalStateException("for the test"));
        end(first);
        assertThat(two.begin(node, exchange())).isNotNull();
    }

    @Test
    void aTurnGoesOnForAWhileOnly() {
        PullRun run = one.begin(node, exchange());
        now.set(NOW.plus(LIMIT).minusMillis(1));
        assertThat(one.mayGoOn(run)).isTrue();
        assertThat(one.mayGoOn(run.atLeast(run.version() + 7)))
                .as("with a raised version")
                .isTrue();
        now.set(NOW.plus(LIMIT));
        assertThat(one.mayGoOn(run)).isFalse();
    }

    @Test
    void aTurnWhoseLeaseIsLostBeginsNoWindow() {
        AtomicReference<Lease> taken = new AtomicReference<>();
        Leases watched = (name, ttl) -> {
            var lease = leases.take(name, ttl);
            lease.ifPresent(taken::set);
            return lease;
        };
        var turns = new NodeTurns(watched, Duration.ofSeconds(30), LIMIT, clock);
        PullRun run = turns.begin(node, exchange());
        assertThat(turns.mayGoOn(run)).isTrue();
        assertThat(taken.get().name()).isEqualTo("cdr-node-1");
        taken.get().close();
        assertThat(turns.mayGoOn(run)).isFalse();
    }

    @Test
    void aVersionIsRaisedButNeverLowered() {
        PullRun run = Samples.run("2026-11-20T12:00:00Z");
        assertThat(run.atLeast(run.version() - 1)).isEqualTo(run);
        assertThat(run.atLeast(run.version() + 1)).isEqualTo(new PullRun(run.id(), run.start(), run.version() + 1));
    }

    private Exchange exchange() {
        return new DefaultExchange(context);
    }

    private static void end(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }
}
