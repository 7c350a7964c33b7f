package io.caravan.cdr.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.Exchange;

import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;

/**
 * The reconciliation as gauges {@code caravan_cdr_reconciliation_…}. They show the last count; while the store is away
 * they stay, and their age tells.
 */
public final class ReconciliationGauges {

    private static final String PREFIX = "caravan_cdr_reconciliation_";
    private static final List<String> VERDICTS = List.of("equal", "differs", "not pulled", "pulling", "failed");

    private final VosNodes nodes;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private volatile Instant counted = Instant.EPOCH;

    public ReconciliationGauges(VosNodes nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * @param verdicts rows of nodeId, verdict, windows, records, fee, vanished, rejected
     * @param unfinished rows of nodeId and the oldest day that has an unfinished window
     */
    public synchronized void show(
            List<Map<String, Object>> verdicts, List<Map<String, Object>> unfinished, Exchange exchange) {
        MeterRegistry registry = exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (registry == null) {
            // Metrics are switched off.
            return;
        }
        counted = clock.instant();
        Gauge.builder(PREFIX + "age_seconds", this, ReconciliationGauges::age).register(registry);
        windows(verdicts, registry);
        perNode("difference_records", "records", verdicts, registry);
        perNode("difference_fee", "fee", verdicts, registry);
        perNode("vanished_records", "vanished", verdicts, registry);
        perNode("rejected_records", "rejected", verdicts, registry);
        gauge("lag_seconds", registry)
                .register(
                        nodes.enabled().stream()
                                .map(node -> row(node.id(), lag(node, unfinished)))
                                .toList(),
                        true);
    }

    private void windows(List<Map<String, Object>> rows, MeterRegistry registry) {
        List<MultiGauge.Row<?>> shown = new ArrayList<>();
        for (long node : ids(rows)) {
            for (String verdict : VERDICTS) {
                double windows = sum(
                        "windows",
                        rows.stream()
                                .filter(row -> Row.number(row, "nodeId") == node)
                                .filter(row -> verdict.equals(row.get("verdict")))
                                .toList());
                shown.add(MultiGauge.Row.of(
                        Tags.of("node", String.valueOf(node), "verdict", verdict.replace(' ', '_')), windows));
            }
        }
        gauge("windows", registry).register(shown, true);
    }

    private void perNode(String name, String column, List<Map<String, Object>> rows, MeterRegistry registry) {
        List<MultiGauge.Row<?>> shown = new ArrayList<>();
        for (long node : ids(rows)) {
            shown.add(row(
                    node,
                    sum(
                            column,
                            rows.stream()
                                    .filter(row -> Row.number(row, "nodeId") == node)
                                    .toList())));
        }
        gauge(name, registry).register(shown, true);
    }

    private MultiGauge gauge(String name, MeterRegistry registry) {
        return gauges.computeIfAbsent(
                name, n -> MultiGauge.builder(PREFIX + name).register(registry));
    }

    private static MultiGauge.Row<?> row(long node, double value) {
        return MultiGauge.Row.of(Tags.of("node", String.valueOf(node)), value);
    }

    /** A node that is pulled has gauges even when nothing is known of it yet. */
    private List<Long> ids(List<Map<String, Object>> rows) {
        Map<Long, Boolean> ids = new HashMap<>();
        rows.forEach(row -> ids.put(Row.number(row, "nodeId"), true));
        nodes.enabled().forEach(node -> ids.put((long) node.id(), true));
        return List.copyOf(ids.keySet());
    }

    private static double sum(String column, List<Map<String, Object>> rows) {
        return rows.stream()
                .mapToDouble(row -> ((Number) row.get(column)).doubleValue())
                .sum();
    }

    /** Seconds since the end of the node's oldest day that is not finished; 0 when it has not ended. */
    private double lag(VosNode node, List<Map<String, Object>> unfinished) {
        return unfinished.stream()
                .filter(row -> Row.number(row, "nodeId") == node.id())
                .map(row -> ((LocalDate) row.get("day")).plusDays(1).atStartOfDay(node.zone()))
                .mapToDouble(end ->
                        Duration.between(end.toInstant(), clock.instant()).toSeconds())
                .map(seconds -> Math.max(0, seconds))
                .max()
                .orElse(0);
    }

    private double age() {
        return Duration.between(counted, clock.instant()).toSeconds();
    }
}
