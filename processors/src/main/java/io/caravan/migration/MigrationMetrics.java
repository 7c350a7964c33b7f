package io.caravan.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.Exchange;

/**
 * The metrics that ClickhouseMigratorS3 was to have, by their names, of the newest migration of each table or database that
 * was asked for.
 */
public final class MigrationMetrics {

    private static final double MILLIS = 1000.0;

    private final Migrations migrations;
    private final MigrationReplies replies;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private Counter errors;

    public MigrationMetrics(Migrations migrations, MigrationReplies replies, Clock clock) {
        this.migrations = migrations;
        this.replies = replies;
        this.clock = clock;
    }

    /** Shows how migrations stand now. */
    public synchronized void show(Exchange exchange) {
        MeterRegistry registry = registry(exchange);
        if (registry == null) {
            // Metrics are switched off.
            return;
        }
        counter(registry);
        List<MigrationStatus> newest = newest();
        gauge(registry, newest, "migration_start_time", status -> epoch(status.createdAt()));
        gauge(registry, newest, "migration_end_time", status -> epoch(endOf(status)));
        gauge(registry, newest, "migration_duration_seconds", this::seconds);
        gauge(registry, newest, "total_tables", status -> status.tables().size());
        gauge(registry, newest, "completed_tables", status -> tables(status, "done"));
        gauge(registry, newest, "failed_tables", MigrationMetrics::failedTables);
        gauge(registry, newest, "skipped_tables", status -> tables(status, "skipped"));
        gauge(registry, newest, "total_partitions", status -> status.partitions()
                .total());
        gauge(registry, newest, "completed_partitions", status -> status.partitions()
                .done());
    }

    /** One more error, of a partition, a table or a whole migration. */
    public synchronized void failed(Exchange exchange) {
        MeterRegistry registry = registry(exchange);
        if (registry != null) {
            counter(registry).increment();
        }
    }

    private Counter counter(MeterRegistry registry) {
        if (errors == null) {
            errors = Counter.builder("migration_errors").register(registry);
        }
        return errors;
    }

    private static MeterRegistry registry(Exchange exchange) {
        return exchange.getContext().getRegistry().findSingleByType(MeterRegistry.class);
    }

    /** One for each target; what came after it took its place. */
    private List<MigrationStatus> newest() {
        Map<String, Migration> byTarget = new LinkedHashMap<>();
        migrations.all().forEach(migration -> byTarget.putIfAbsent(target(migration.request()), migration));
        return byTarget.values().stream().map(replies::status).toList();
    }

    private static String target(MigrationRequest request) {
        return request.database() + "\n" + request.table();
    }

    private void gauge(
            MeterRegistry registry,
            List<MigrationStatus> newest,
            String name,
            ToDoubleFunction<MigrationStatus> figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        newest.forEach(status -> rows.add(MultiGauge.Row.of(tags(status.request()), figure.applyAsDouble(status))));
        gauges.computeIfAbsent(name, key -> MultiGauge.builder(key).register(registry))
                .register(rows, true);
    }

    /** The mode full has {@code all} for the table, as reports have. */
    private static Tags tags(MigrationRequest request) {
        return Tags.of("database", request.database(), "table", request.table() == null ? "all" : request.table());
    }

    private static double failedTables(MigrationStatus status) {
        // Whoever cancelled or rolled back a migration knows of its failures.
        boolean known = status.state() == MigrationState.CANCELLED || status.state() == MigrationState.ROLLED_BACK;
        return known
                ? 0
                : Math.max(
                        tables(status, "failed") + tables(status, "partial"),
                        status.state() == MigrationState.FAILED ? 1 : 0);
    }

    private static long tables(MigrationStatus status, String state) {
        return status.tables().stream()
                .filter(table -> table.state().equals(state))
                .count();
    }

    private static Instant endOf(MigrationStatus status) {
        return status.state().open() ? null : status.changedAt();
    }

    private static double epoch(Instant at) {
        return at == null ? 0 : at.toEpochMilli() / MILLIS;
    }

    private double seconds(MigrationStatus status) {
        return MigrationReport.worked(migrations.history(status.id()), clock.instant());
    }
}
