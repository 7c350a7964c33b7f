package io.caravan.behavior;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.Exchange;

/** The last report as gauges {@code caravan_behavior_offsets_…}; their age tells when it was. */
public final class OffsetGauges {

    private static final String PREFIX = "caravan_behavior_offsets_";

    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private volatile Instant verified = Instant.EPOCH;

    public OffsetGauges(Clock clock) {
        this.clock = clock;
    }

    public synchronized void show(OffsetReport report, Exchange exchange) {
        MeterRegistry registry = exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (registry == null) {
            // Metrics are switched off.
            return;
        }
        if (verified.equals(Instant.EPOCH)) {
            Gauge.builder(PREFIX + "age_seconds", this, OffsetGauges::age).register(registry);
        }
        verified = clock.instant();
        show("accepted_records", PartitionVerdict::accepted, report, registry);
        show("stored_records", PartitionVerdict::stored, report, registry);
        show("duplicate_records", PartitionVerdict::duplicates, report, registry);
        show("dead_lettered_records", PartitionVerdict::deadLettered, report, registry);
        show("in_flight_records", PartitionVerdict::inFlight, report, registry);
        show("unbalanced_records", PartitionVerdict::unbalanced, report, registry);
        show("gap_records", PartitionVerdict::gap, report, registry);
        show("overlap_records", PartitionVerdict::overlap, report, registry);
        show("unaccounted_records", PartitionVerdict::unaccounted, report, registry);
        show("skipped_records", PartitionVerdict::skipped, report, registry);
        show("rewound_records", PartitionVerdict::rewound, report, registry);
        show("lag_records", PartitionVerdict::lag, report, registry);
    }

    private void show(
            String name, ToLongFunction<PartitionVerdict> figure, OffsetReport report, MeterRegistry registry) {
        gauges.computeIfAbsent(name, n -> MultiGauge.builder(PREFIX + name).register(registry))
                .register(
                        report.partitions().stream()
                                .<MultiGauge.Row<?>>map(verdict -> MultiGauge.Row.of(
                                        Tags.of("partition", String.valueOf(verdict.partition())),
                                        figure.applyAsLong(verdict)))
                                .toList(),
                        true);
    }

    private double age() {
        return Duration.between(verified, clock.instant()).toSeconds();
    }
}
