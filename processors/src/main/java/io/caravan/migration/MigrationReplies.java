package io.caravan.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** Replies about migrations. */
public final class MigrationReplies {

    private static final int MOST = 1000;

    private final Migrations migrations;
    private final MigrationRuns runs;
    private final MigrationJournals journals;
    private final long usualRate;
    private final Clock clock;

    /** @param usualRate bytes a second that a move is thought to take before one was measured */
    public MigrationReplies(
            Migrations migrations, MigrationRuns runs, MigrationJournals journals, long usualRate, Clock clock) {
        this.migrations = migrations;
        this.runs = runs;
        this.journals = journals;
        this.usualRate = usualRate;
        this.clock = clock;
    }

    /** {@code GET /api/v1/migrations}: state, limit. */
    public Object listing(Exchange exchange) {
        var request = RequestParameters.of(exchange, Set.of("state", "limit"));
        String state = request.one("state").orElse("");
        List<MigrationStatus> found = migrations.all().stream()
                .filter(migration -> state.isEmpty() || migration.state().word().equals(state))
                .limit(number(request, 20))
                .map(this::status)
                .toList();
        return new MigrationStatus.Listing(found, found.size());
    }

    /** {@code GET /api/v1/migrations/{id}}: state of the partitions, limit, after. */
    public Object page(Migration migration, Exchange exchange) {
        var request = RequestParameters.of(exchange, Set.of("state", "limit", "after"));
        String state = request.one("state").orElse("");
        String after = request.one("after").orElse("");
        int limit = number(request, 100);
        List<PartitionStatus> all = new ArrayList<>();
        for (TableName table : tables(migration)) {
            partitions(migration.id(), table).stream()
                    .filter(partition -> state.isEmpty() || partition.state().equals(state))
                    .forEach(all::add);
        }
        int from = 0;
        while (!after.isEmpty() && from < all.size() && !place(all.get(from++)).equals(after)) {}
        List<PartitionStatus> page = all.subList(from, Math.min(all.size(), from + limit));
        boolean more = from + limit < all.size();
        return new MigrationStatus.Page(status(migration), List.copyOf(page), more ? place(page.get(limit - 1)) : null);
    }

    private static String place(PartitionStatus partition) {
        return partition.database() + "." + partition.table() + "/" + partition.partition();
    }

    private static int number(RequestParameters request, int usual) {
        String given = request.one("limit").orElse(String.valueOf(usual));
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw BadParameter.of("limit", "a whole number from 1 to " + MOST + " is");
        }
        return Integer.parseInt(given);
    }

    /** The migration as it is now. */
    public MigrationStatus status(Migration found) {
        Optional<TableOutcome> live =
                runs.live(found.id()).map(MigrationRun::work).map(TableWork::outcome);
        // Read after the live one: a table that has ended meanwhile is in here.
        Migration migration = migrations.find(found.id()).orElse(found);
        var byTable = new LinkedHashMap<String, TableOutcome>(migration.tables());
        live.ifPresent(outcome -> byTable.put(outcome.table().toString(), outcome));
        List<TableOutcome> tables = List.copyOf(byTable.values());
        var partitions = new MigrationStatus.Count(
                tables.stream().mapToLong(TableOutcome::partitions).sum(),
                tables.stream().mapToLong(TableOutcome::done).sum(),
                tables.stream().mapToLong(TableOutcome::failed).sum());
        var bytes = new MigrationStatus.Count(
                tables.stream().mapToLong(TableOutcome::totalBytes).sum(),
                tables.stream().mapToLong(TableOutcome::bytes).sum(),
                0);
        long rate = runs.live(migration.id()).map(this::rate).orElse(0L);
        Instant readyAt = rate == 0 ? null : clock.instant().plusSeconds((bytes.total() - bytes.done()) / rate);
        return new MigrationStatus(
                migration.id(),
                migration.state(),
                migration.reason(),
                migration.finalized(),
                migration.request(),
                migration.createdAt(),
                migration.changedAt(),
                partitions,
                bytes,
                rate,
                readyAt,
                tables);
    }

    private long rate(MigrationRun run) {
        TableWork work = run.work();
        if (work == null) {
            return 0;
        }
        long millis =
                Math.max(1, Duration.between(work.start(), clock.instant()).toMillis());
        return work.outcome().bytes() * 1000 / millis;
    }

    /** What a migration would do, and how long that may take. */
    public Object plan(MigrationRequest request, List<TablePlan> tables) {
        long bytes = tables.stream().mapToLong(TablePlan::bytes).sum();
        int partitions = tables.stream().mapToInt(table -> table.todo().size()).sum();
        long rate =
                request.bandwidth() == 0 ? usualRate : Math.min(usualRate, request.bandwidth() * request.parallelism());
        long pauses = partitions * request.pause().toMillis() / 1000 / request.parallelism();
        return new MigrationStatus.Plan(
                request,
                tables,
                partitions,
                tables.stream()
                        .flatMap(table -> table.todo().stream())
                        .mapToLong(Partition::rows)
                        .sum(),
                bytes,
                rate,
                bytes / rate + pauses);
    }

    private List<TableName> tables(Migration migration) {
        List<TableName> names = new ArrayList<>(
                migration.outcomes().stream().map(TableOutcome::table).toList());
        runs.live(migration.id())
                .map(MigrationRun::work)
                .map(work -> work.table().table())
                .filter(name -> !names.contains(name))
                .ifPresent(names::add);
        return names;
    }

    /** As the journal of the table has them, in the order of the plan. */
    private List<PartitionStatus> partitions(String run, TableName table) {
        Map<String, PartitionStatus> byId = new LinkedHashMap<>();
        journals.journalOf(run, table).eachOfRun(entry -> {
            if (!entry.partition().isEmpty()) {
                PartitionStatus before = byId.get(entry.partition());
                byId.put(
                        entry.partition(),
                        new PartitionStatus(
                                table.database(),
                                table.table(),
                                entry.partition(),
                                entry.step(),
                                number(entry, "rows", before == null ? 0 : before.rows()),
                                number(entry, "bytes", before == null ? 0 : before.bytes()),
                                entry.at(),
                                String.valueOf(entry.detail().getOrDefault("error", ""))));
            }
        });
        return List.copyOf(byId.values());
    }

    private static long number(Entry entry, String name, long usual) {
        return entry.detail().get(name) instanceof Number number ? number.longValue() : usual;
    }
}
