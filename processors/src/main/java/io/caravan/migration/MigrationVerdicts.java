package io.caravan.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Compares what a migration moved with what its journal says it was. */
public final class MigrationVerdicts {

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

    private final MigrationJournals journals;
    private final ObjectMapper json;

    public MigrationVerdicts(MigrationJournals journals, ObjectMapper json) {
        this.journals = journals;
        this.json = json;
    }

    /**
     * What the comparison of the tables says.
     *
     * @param partitions that were compared
     * @param rows that they have now
     * @param merged parts that ClickHouse has merged since
     * @param faults what is wrong, each with its table and partition
     */
    public record Verdicts(boolean sound, int tables, int partitions, long rows, int merged, List<String> faults) {}

    /** Takes the verdicts on the tables. */
    public List<Verdicts> none() {
        return new ArrayList<>();
    }

    public Verdicts sum(List<Verdicts> all) {
        List<String> faults =
                all.stream().flatMap(verdict -> verdict.faults().stream()).toList();
        return new Verdicts(
                faults.isEmpty(),
                all.size(),
                all.stream().mapToInt(Verdicts::partitions).sum(),
                all.stream().mapToLong(Verdicts::rows).sum(),
                all.stream().mapToInt(Verdicts::merged).sum(),
                faults);
    }

    /** Parameters that find the parts of the table. */
    public Map<String, Object> question(TablePlan table) {
        return Map.of(
                "database", table.table().database(), "table", table.table().table());
    }

    /**
     * Adds the verdict on a table.
     *
     * @param now all parts of the table
     */
    public void add(List<Verdicts> verdicts, Migration migration, TablePlan table, List<Part> now) {
        Map<String, List<Part>> byPartition =
                now.stream().collect(Collectors.groupingBy(part -> part.name().partition()));
        List<String> faults = new ArrayList<>();
        int partitions = 0;
        long rows = 0;
        int merged = 0;
        for (Map.Entry<String, List<Part>> was : moved(migration, table).entrySet()) {
            partitions++;
            try {
                var verdict = Reconciliation.of(was.getValue(), byPartition.getOrDefault(was.getKey(), List.of()));
                rows += verdict.rows();
                merged += verdict.merged();
            } catch (MigrationException e) {
                faults.add(table + ", partition " + was.getKey() + ": " + e.getMessage());
            }
        }
        verdicts.add(new Verdicts(faults.isEmpty(), 1, partitions, rows, merged, faults));
    }

    private Map<String, List<Part>> moved(Migration migration, TablePlan table) {
        Map<String, List<Part>> moved = new LinkedHashMap<>();
        journals.journalOf(migration.id(), table.table()).eachOfRun(entry -> {
            if (entry.step().equals(MoveNotes.MOVING)) {
                moved.put(entry.partition(), json.convertValue(entry.detail().get("parts"), PARTS));
            }
        });
        return moved;
    }
}
