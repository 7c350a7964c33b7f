package io.caravan.hub.deadletter;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.Exchange;

/** How many letters there are, as the gauge {@code caravan_dead_letters_letters}. */
public final class LetterGauges {

    private MultiGauge gauge;

    /** @param rows letters by stream, reason and state */
    public synchronized void show(List<Map<String, Object>> rows, Exchange exchange) {
        MeterRegistry registry = exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (registry == null) {
            // Metrics are switched off.
            return;
        }
        if (gauge == null) {
            gauge = MultiGauge.builder("caravan_dead_letters_letters").register(registry);
        }
        gauge.register(
                rows.stream()
                        .<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(
                                Tags.of(
                                        "stream", String.valueOf(row.get("stream")),
                                        "reason", String.valueOf(row.get("reason")),
                                        "state", String.valueOf(row.get("state"))),
                                ((Number) row.get("letters")).doubleValue()))
                        .toList(),
                true);
    }
}
