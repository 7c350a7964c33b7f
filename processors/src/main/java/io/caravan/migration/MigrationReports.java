package io.caravan.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** Reports on migrations, made of their journals. */
public final class MigrationReports {

    private final Migrations migrations;
    private final MigrationReplies replies;
    private final MigrationJournals journals;
    private final MigrationServer server;
    private final Clock clock;

    public MigrationReports(
            Migrations migrations,
            MigrationReplies replies,
            MigrationJournals journals,
            MigrationServer server,
            Clock clock) {
        this.migrations = migrations;
        this.replies = replies;
        this.journals = journals;
        this.server = server;
        this.clock = clock;
    }

    /** What the client wants: json, or html for people. */
    public String format(Exchange exchange) {
        String format =
                RequestParameters.of(exchange, Set.of("format")).one("format").orElse("json");
        if (!Set.of("json", "html").contains(format)) {
            throw BadParameter.of("format", "json or html is");
        }
        return format;
    }

    /** As a page for people. */
    public String page(MigrationReport report) {
        return new MigrationPage(report).html();
    }

    public MigrationReport report(Migration migration) {
        MigrationStatus status = replies.status(migration);
        List<MigrationReport.Step> history = migrations.history(migration.id());
        Instant began = history.stream()
                .filter(step -> step.state() == MigrationState.RUNNING)
                .map(MigrationReport.Step::at)
                .findFirst()
                .orElse(null);
        Instant ended = migration.state().open() ? null : migration.changedAt();
        List<MigrationReport.Table> tables = status.tables().stream()
                .map(outcome -> table(migration, outcome))
                .toList();
        return new MigrationReport(
                migration.id(),
                migration.state(),
                migration.reason(),
                migration.finalized(),
                migration.request(),
                server,
                migration.createdAt(),
                began,
                ended,
                MigrationReport.worked(history, clock.instant()),
                status.partitions(),
                status.bytes(),
                tables.stream()
                        .flatMap(table -> table.items().stream())
                        .filter(item -> item.state().equals(MoveNotes.VERIFIED))
                        .mapToLong(MigrationReport.Item::rows)
                        .sum(),
                history,
                tables);
    }

    private MigrationReport.Table table(Migration migration, TableOutcome outcome) {
        List<Entry> entries =
                journals.journalOf(migration.id(), outcome.table()).ofRun();
        List<Entry> locks =
                entries.stream().filter(entry -> entry.step().equals("locked")).toList();
        Map<String, Object> lock =
                locks.isEmpty() ? Map.of() : locks.get(locks.size() - 1).detail();
        return new MigrationReport.Table(
                outcome.table(),
                outcome.state(),
                outcome.way(),
                outcome.policy(),
                (String) lock.get("volume"),
                (String) lock.get("owner"),
                lock.get("fence") instanceof Number fence ? fence.longValue() : 0,
                locks.isEmpty() ? null : locks.get(0).at(),
                entries.isEmpty() ? null : entries.get(entries.size() - 1).at(),
                outcome.error(),
                outcome.notes(),
                items(entries));
    }

    private static List<MigrationReport.Item> items(List<Entry> entries) {
        Map<String, List<Entry>> byPartition = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.partition().isEmpty()) {
                byPartition
                        .computeIfAbsent(entry.partition(), id -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byPartition.values().stream().map(MigrationReports::item).toList();
    }

    private static MigrationReport.Item item(List<Entry> entries) {
        Entry planned = entries.get(0);
        Entry last = entries.get(entries.size() - 1);
        boolean verified = last.step().equals(MoveNotes.VERIFIED);
        long plannedRows = number(planned, "rows", 0);
        return new MigrationReport.Item(
                planned.partition(),
                String.valueOf(planned.detail().getOrDefault("value", planned.partition())),
                last.step(),
                plannedRows,
                verified ? number(last, "rows", plannedRows) : plannedRows,
                verified ? number(last, "bytes", number(planned, "bytes", 0)) : number(planned, "bytes", 0),
                last.at(),
                last.detail().get(MoveNotes.SECONDS) instanceof Number seconds ? seconds.doubleValue() : 0,
                String.valueOf(last.detail().getOrDefault("error", "")),
                verified ? last.detail() : Map.of());
    }

    private static long number(Entry entry, String name, long usual) {
        return entry.detail().get(name) instanceof Number number ? number.longValue() : usual;
    }
}
