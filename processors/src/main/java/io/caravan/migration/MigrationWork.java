package io.caravan.migration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Begins the work on a table, and tells what is left to look at when its partitions are done. */
public final class MigrationWork {

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

    private final MigrationJournals journals;
    private final ObjectMapper json;
    private final Clock clock;

    public MigrationWork(MigrationJournals journals, ObjectMapper json, Clock clock) {
        this.journals = journals;
        this.json = json;
        this.clock = clock;
    }

    /** The partitions to do, on the journal's list from now on. */
    public TableWork begin(MigrationRun run, TablePlan table, StoragePolicies policies, TableLock lock) {
        Journal journal = journals.journalOf(run.migration(), table);
        Map<String, List<Part>> before = new HashMap<>();
        MoveNotes.open(journal)
                .forEach((partition, entry) ->
                        before.put(partition, json.convertValue(entry.detail().get("parts"), PARTS)));
        List<Entry> list = new ArrayList<>();
        list.add(new Entry(
                "locked",
                "",
                Map.of(
                        "owner",
                        lock.owner(),
                        "fence",
                        lock.fence(),
                        "way",
                        table.way(),
                        "policy",
                        table.policy(),
                        "volume",
                        table.volume())));
        table.todo()
                .forEach(partition -> list.add(new Entry(
                        MoveNotes.PLANNED,
                        partition.id(),
                        Map.of("value", partition.value(), "rows", partition.rows(), "bytes", partition.bytes()))));
        journal.append(list);
        List<String> disks = policies.volumesOf(table.policy()).stream()
                .filter(volume -> volume.name().equals(table.volume()))
                .findFirst()
                .orElseThrow(() -> new MigrationException("the volume " + table.volume() + " is no more"))
                .disks();
        var work = new TableWork(table, disks, journal, before, clock, () -> run.mayGoOn() && lock.held());
        run.at(work);
        return work;
    }

    /** So many lanes take partitions at the same time. */
    public List<Integer> lanes(MigrationRequest migration, TableWork work) {
        int lanes = Math.max(
                1, Math.min(migration.parallelism(), work.table().todo().size()));
        return IntStream.rangeClosed(1, lanes).boxed().toList();
    }

    /** Parameters that find partitions with parts that stand elsewhere and are older than the work. */
    public Map<String, Object> leftBehind(TableWork work) {
        return Map.of(
                "database", work.table().table().database(),
                "table", work.table().table().table(),
                "disks", work.disks(),
                "before", work.start());
    }

    /** @throws MigrationException when parts of partitions that were migrated were left behind */
    public void verify(TableWork work, List<String> leftBehind) {
        Set<String> migrated = work.table().todo().stream().map(Partition::id).collect(Collectors.toSet());
        List<String> again = leftBehind.stream().filter(migrated::contains).toList();
        if (!again.isEmpty()) {
            throw new MigrationException(
                    "parts of " + again.size() + " partitions that were migrated stand elsewhere again," + " of "
                            + again.get(0) + " for one: ClickHouse moved them meanwhile. Run the migration again");
        }
        work.verified();
    }

    /** The partition is done, with the proof. */
    public void done(TableWork work, Partition partition, Map<String, Object> proof) {
        work.done(partition, proof);
    }

    public void failed(TableWork work, Partition partition, Throwable failure) {
        work.failed(partition, failure);
    }

    /** The table was compared as a whole. */
    public void verified(TableWork work) {
        work.verified();
    }

    /** Something is wrong with the table as a whole. */
    public void broken(TableWork work, Throwable failure) {
        work.broken(failure);
    }
}
