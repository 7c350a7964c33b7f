package io.caravan.behavior;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.behavior.RejectionException.Reason;

/**
 * Counts what becomes of the events of requests, as metrics {@code caravan_behavior_…_events}. At any moment received =
 * accepted + rejected + unacknowledged + in flight.
 */
public final class IntakeCounts {

    private static final String OPEN = "caravanIntakeOpen";
    private static final String INTAKE = BehaviorIntake.INTAKE;

    private final AtomicLong inFlight = new AtomicLong();
    private volatile Counters counters;

    private record Counters(
            Counter received, Counter accepted, Counter unacknowledged, Map<String, Counter> rejected) {}

    /** Events of a request on which nothing is decided yet. */
    private final class Open extends SynchronizationAdapter {
        private int events;

        private Open(int events) {
            this.events = events;
            inFlight.addAndGet(events);
        }

        private void decided(int count) {
            events -= count;
            inFlight.addAndGet(-count);
        }

        @Override
        public void onDone(Exchange exchange) {
            counters(exchange).unacknowledged().increment(events);
            decided(events);
        }
    }

    /** Counts the events of a request that was let in. Those on which nothing is decided when it ends are unacknowledged. */
    public void received(@Variable(INTAKE) Intake intake, Exchange exchange) {
        int events = intake.accepted() + intake.rejected();
        counters(exchange).received().increment(events);
        var open = new Open(events);
        exchange.setProperty(OPEN, open);
        exchange.getExchangeExtension().addOnCompletion(open);
    }

    /** Kafka has the rejected events as dead letters. */
    public void rejected(@Variable(INTAKE) Intake intake, Exchange exchange) {
        intake.rejections()
                .forEach((reason, count) ->
                        counters(exchange).rejected().get(reason).increment(count));
        exchange.getProperty(OPEN, Open.class).decided(intake.rejected());
    }

    /** Kafka has acknowledged the accepted events. */
    public void accepted(@Variable(INTAKE) Intake intake, Exchange exchange) {
        counters(exchange).accepted().increment(intake.accepted());
        exchange.getProperty(OPEN, Open.class).decided(intake.accepted());
    }

    private Counters counters(Exchange exchange) {
        Counters known = counters;
        return known != null ? known : register(exchange);
    }

    /** All of them at once, so that none is missing in a sum. */
    private synchronized Counters register(Exchange exchange) {
        if (counters == null) {
            MeterRegistry found = exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class);
            // Metrics may be switched off.
            MeterRegistry registry = found == null ? new SimpleMeterRegistry() : found;
            Gauge.builder("caravan_behavior_in_flight_events", inFlight, AtomicLong::get)
                    .register(registry);
            counters = new Counters(
                    registry.counter(name("received")),
                    registry.counter(name("accepted")),
                    registry.counter(name("unacknowledged")),
                    Stream.of(Reason.values())
                            .map(Reason::code)
                            .collect(Collectors.toMap(
                                    code -> code, code -> registry.counter(name("rejected"), "reason", code))));
        }
        return counters;
    }

    private static String name(String what) {
        return "caravan_behavior_" + what + "_events";
    }
}
