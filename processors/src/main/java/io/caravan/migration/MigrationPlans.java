package io.caravan.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.caravan.migration.copy.OldToolBackup;

/** Plans what a migration does to each table, from what ClickHouse says of its tables, policies and parts. */
public final class MigrationPlans {

    private final TablePlanner planner;
    private final MigrationJournals journals;
    private final Clock clock;

    public MigrationPlans(MigrationJournals journals, Clock clock) {
        this.planner = new TablePlanner();
        this.journals = journals;
        this.clock = clock;
    }

    /** Parameters that find the tables that are asked for, or what an old tool made of the one that it dropped. */
    public Map<String, Object> scope(MigrationRequest migration) {
        return migration.table() == null
                ? Map.of("database", migration.database(), "table", "", "backup", "")
                : Map.of(
                        "database",
                        migration.database(),
                        "table",
                        migration.table(),
                        "backup",
                        backup(migration).table());
    }

    private static TableName backup(MigrationRequest migration) {
        return OldToolBackup.of(new TableName(migration.database(), migration.table()));
    }

    /**
     * Parameters that find the tables that hold the rows: a Distributed table leads to its local one.
     *
     * @throws MigrationException when there is no such table
     */
    public Map<String, Object> targets(MigrationRequest migration, List<TableFacts> scope) {
        if (scope.isEmpty()) {
            throw new MigrationException(
                    migration.table() == null
                            ? "database: ClickHouse has no database " + migration.database() + ", or it holds no table"
                            : "table: ClickHouse has no table " + migration.database() + "." + migration.table());
        }
        Set<TableName> names = new LinkedHashSet<>();
        scope.forEach(facts -> names.add(facts.isDistributed() ? local(facts) : facts.table()));
        return Map.of(
                "databases", names.stream().map(TableName::database).toList(),
                "tables", names.stream().map(TableName::table).toList(),
                "clusters",
                        scope.stream()
                                .filter(TableFacts::isDistributed)
                                .map(MigrationPlans::cluster)
                                .toList());
    }

    /** One plan for each table, skipped ones too; those that are asked for by name come first. */
    public List<TablePlan> plan(
            MigrationRequest migration,
            List<TableFacts> scope,
            List<TableFacts> targets,
            StoragePolicies policies,
            List<PartitionFacts> partitions,
            List<ReplicaFacts> servers,
            List<TableReplicas> replicas) {
        if (migration.policy() != null) {
            policies.volumesOf(migration.policy());
        }
        Map<TableName, List<PartitionFacts>> byTable = partitions.stream()
                .collect(Collectors.groupingBy(
                        p -> new TableName(p.database(), p.table()), LinkedHashMap::new, Collectors.toList()));
        Instant cutoff =
                migration.olderThan() == null ? Instant.MAX : clock.instant().minus(migration.olderThan());
        Map<TableName, List<String>> notes = notes(scope, targets, servers, replicas);
        List<TablePlan> plans = new ArrayList<>();
        for (TableFacts facts : targets) {
            Collection<PartitionFacts> its = byTable.getOrDefault(facts.table(), List.of()).stream()
                    .filter(concerns(migration, facts))
                    .toList();
            TableFacts meant = meant(migration, facts);
            List<String> itsNotes = new ArrayList<>(notes.getOrDefault(facts.table(), List.of()));
            if (!meant.equals(facts)) {
                itsNotes.add("there is no table of this name: an older tool ended after it had dropped it, and "
                        + facts.table() + " gets the name first");
            }
            plans.add(planner.plan(migration, meant, policies, its, open(migration, meant), cutoff, itsNotes));
        }
        scope.stream()
                .filter(TableFacts::isDistributed)
                .filter(facts -> targets.stream().noneMatch(t -> t.table().equals(local(facts))))
                .forEach(facts -> plans.add(TablePlan.skipped(
                        facts.table(), facts.engine(), "its local table " + local(facts) + " is not on this server")));
        return plans;
    }

    /** The table under the name that it has when the migration begins. */
    private static TableFacts meant(MigrationRequest migration, TableFacts facts) {
        return migration.table() != null && facts.table().equals(backup(migration))
                ? facts.named(migration.table())
                : facts;
    }

    /** Which partitions are asked for: on the way back those that the migration had moved. */
    private Predicate<PartitionFacts> concerns(MigrationRequest migration, TableFacts facts) {
        if (migration.backFrom() == null) {
            return partition -> true;
        }
        Set<String> moved = new HashSet<>();
        journals.journalOf(migration.backFrom(), facts.table()).eachOfRun(entry -> {
            if (entry.step().equals(MoveNotes.MOVING)) {
                moved.add(entry.partition());
            }
        });
        return partition -> moved.contains(partition.id());
    }

    /** Partitions that this migration began with and has not verified. */
    private Set<String> open(MigrationRequest migration, TableFacts facts) {
        if (migration.id().isEmpty()) {
            return Set.of();
        }
        return MoveNotes.open(journals.journalOf(migration.id(), facts.table())).keySet();
    }

    private static Map<TableName, List<String>> notes(
            List<TableFacts> scope,
            List<TableFacts> targets,
            List<ReplicaFacts> servers,
            List<TableReplicas> replicas) {
        Map<TableName, List<String>> notes = new LinkedHashMap<>();
        for (TableFacts facts : scope) {
            if (facts.isDistributed()) {
                List<String> its = notes.computeIfAbsent(local(facts), name -> new ArrayList<>());
                its.add("the Distributed table " + facts.table() + " leads here");
                servers.stream()
                        .filter(server -> server.cluster().equals(cluster(facts)) && !server.local())
                        .forEach(server -> its.add("not migrated from here, run a hub there: " + server));
            }
        }
        for (TableReplicas its : replicas) {
            if (!its.others().isEmpty()) {
                notes.computeIfAbsent(new TableName(its.database(), its.table()), name -> new ArrayList<>())
                        .add("a move is not replicated: every other replica has to be migrated by itself: "
                                + String.join(", ", its.others()));
            }
        }
        return notes;
    }

    private static String cluster(TableFacts distributed) {
        return EngineArguments.of(distributed.engineFull()).get(0);
    }

    private static TableName local(TableFacts distributed) {
        List<String> arguments = EngineArguments.of(distributed.engineFull());
        String database = arguments.get(1).equals("currentDatabase()") ? distributed.database() : arguments.get(1);
        return new TableName(database, arguments.get(2));
    }
}
