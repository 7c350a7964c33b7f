package io.caravan.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans what a migration does to one table. */
final class TablePlanner {

    /**
     * @param open partitions that this migration began with and has not verified; they are to do wherever they are
     * @param cutoff partitions that are not older stay where they are
     */
    TablePlan plan(
            MigrationRequest migration,
            TableFacts facts,
            StoragePolicies policies,
            Collection<PartitionFacts> partitions,
            Set<String> open,
            Instant cutoff,
            List<String> notes) {
        if (facts.unfit() != null) {
            return TablePlan.skipped(facts.table(), facts.engine(), facts.unfit());
        }
        String policy = migration.policy() == null ? facts.policy() : migration.policy();
        Optional<StorageVolume> volume = policies.volume(policy, migration.volume(), migration.direction());
        String obstacle = obstacle(migration, policies, facts, policy, volume);
        Way way = obstacle == null && migration.way() != Way.COPY ? Way.MOVE : Way.COPY;
        if (volume.isEmpty() || way == Way.COPY && migration.way() == Way.MOVE) {
            return TablePlan.skipped(facts.table(), facts.engine(), obstacle);
        }
        List<Partition> todo = new ArrayList<>();
        List<Partition> done = new ArrayList<>();
        List<String> allNotes = new ArrayList<>(notes);
        int young = 0;
        for (PartitionFacts partition : partitions) {
            if (open.contains(partition.id())) {
                todo.add(partition.partition());
            } else if (isThere(partition, volume.get(), way, facts, policy)) {
                done.add(partition.partition());
            } else if (way == Way.MOVE && !partition.newest().isBefore(cutoff)) {
                young++;
            } else {
                todo.add(partition.partition());
            }
        }
        Set<String> gone = new LinkedHashSet<>(open);
        partitions.forEach(partition -> gone.remove(partition.id()));
        gone.forEach(id -> todo.add(new Partition(id, id, 0, 0, 0, List.of())));
        if (young > 0) {
            allNotes.add(young + " partitions are younger than asked for and stay");
        }
        if (way == Way.COPY && migration.olderThan() != null) {
            allNotes.add("a copy takes all partitions, however young");
        }
        if (way == Way.MOVE && volume.get().moveFactor() > 0 && !policy.equals(facts.policy())) {
            allNotes.add("under the policy " + policy + " ClickHouse moves parts by itself when less than "
                    + volume.get().moveFactor() + " of a disk is free (move_factor)");
        }
        return new TablePlan(
                facts.table(), facts.engine(), way, policy, volume.get().name(), todo, done, null, allNotes);
    }

    private static String obstacle(
            MigrationRequest migration,
            StoragePolicies policies,
            TableFacts facts,
            String policy,
            Optional<StorageVolume> volume) {
        if (volume.isEmpty()) {
            return migration.volume() != null
                    ? "the policy " + policy + " has no volume " + migration.volume()
                    : "the policy " + policy + " has no volume "
                            + (migration.direction() == Direction.TO_S3 ? "on S3" : "on local disks")
                            + "; name a policy that has one";
        }
        return policies.obstacle(facts.policy(), policy);
    }

    private static boolean isThere(
            PartitionFacts partition, StorageVolume volume, Way way, TableFacts facts, String policy) {
        return volume.disks().containsAll(partition.disks())
                && (way == Way.MOVE || facts.policy().equals(policy));
    }
}
