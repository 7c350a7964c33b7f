package io.caravan.behavior;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.caravan.hub.health.Dependency;
import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.http.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What may be on its way to Kafka at the same time. */
class IntakeRoomTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private DependencyMonitor monitor;

    @BeforeEach
    void start() {
        monitor = new DependencyMonitor(List.of(new AlwaysThere()), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        monitor.close();
        context.close();
    }

    @Test
    void refusesEverythingWhileKafkaIsAway() {
        assertThat(refusal(new IntakeRoom(monitor, 10, 1000), 1)).isEqualTo("urn:caravan:problem:kafka-unavailable");
    }

    @Test
    void boundsRequestsAndBytesUntilTheyAreAnswered() {
        monitor.start();
        await().until(() -> monitor.state("kafka").up());
        var room = new IntakeRoom(monitor, 3, 100);

        Exchange large = enter(room, 90);
        assertThat(refusal(room, 20)).isEqualTo("urn:caravan:problem:too-busy");
        enter(room, 5);
        enter(room, 5);
        assertThat(refusal(room, 0)).isEqualTo("urn:caravan:problem:too-busy");

        answer(large);
        enter(room, 20);
        assertThat(refusal(room, 1)).isEqualTo("urn:caravan:problem:too-busy");
    }

    @Test
    void letsARequestInThatIsAlone() {
        monitor.start();
        await().until(() -> monitor.state("kafka").up());
        var room = new IntakeRoom(monitor, 3, 100);

        answer(enter(room, 500));
        enter(room, 500);
    }

    private Exchange enter(IntakeRoom room, int bytes) {
        Exchange exchange = exchange(bytes);
        room.enter(exchange);
        return exchange;
    }

    private String refusal(IntakeRoom room, int bytes) {
        Exchange exchange = exchange(bytes);
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> room.enter(exchange))
                .actual()
                .problem()
                .type();
    }

    private Exchange exchange(int bytes) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(new byte[bytes]);
        return exchange;
    }

    private static void answer(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private static final class AlwaysThere implements Dependency {
        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public void probe() {
            // It answers.
        }
    }
}
