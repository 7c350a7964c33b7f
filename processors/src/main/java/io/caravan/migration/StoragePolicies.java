package io.caravan.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The storage policies of the server, with their volumes in order. */
record StoragePolicies(Map<String, List<StorageVolume>> policies) {

    static StoragePolicies of(List<StorageVolume> volumes) {
        Map<String, List<StorageVolume>> byPolicy = new LinkedHashMap<>();
        volumes.forEach(volume -> byPolicy.computeIfAbsent(volume.policy(), policy -> new java.util.ArrayList<>())
                .add(volume));
        return new StoragePolicies(byPolicy);
    }

    /** @throws MigrationException when there is no such policy */
    List<StorageVolume> volumesOf(String policy) {
        List<StorageVolume> volumes = policies.get(policy);
        if (volumes == null) {
            throw new MigrationException("policy: ClickHouse has no storage policy " + policy + "; it has "
                    + String.join(", ", policies.keySet()));
        }
        return volumes;
    }

    /**
     * The volume of the policy to which partitions go.
     *
     * @param wanted its name; null: the first whose disks are S3, or are local, as the direction says
     */
    Optional<StorageVolume> volume(String policy, String wanted, Direction direction) {
        return volumesOf(policy).stream()
                .filter(volume -> wanted == null
                        ? volume.s3() == (direction == Direction.TO_S3)
                        : volume.name().equals(wanted))
                .findFirst();
    }

    /**
     * Why a table cannot change from one policy to the other; null when it can. ClickHouse wants the old volumes in the new
     * policy, by name and with their disks.
     */
    String obstacle(String from, String to) {
        for (StorageVolume old : volumesOf(from)) {
            Optional<StorageVolume> same = volumesOf(to).stream()
                    .filter(volume -> volume.name().equals(old.name()))
                    .findFirst();
            if (same.isEmpty() || !same.get().disks().containsAll(old.disks())) {
                return "a table on the policy " + from + " cannot change to " + to + ", which has no volume "
                        + old.name()
                        + " with the disks " + String.join(", ", old.disks()) + ". Give " + to
                        + " such a volume before its own, or take the way copy";
            }
        }
        return null;
    }
}
