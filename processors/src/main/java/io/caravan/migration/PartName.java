package io.caravan.migration;

/**
 * What the name of a part says: which inserts it holds. Source: MergeTreePartInfo of ClickHouse.
 *
 * @param partition its {@code partition_id}
 * @param first the number of the first insert
 * @param last of the last insert
 * @param level how often it was merged
 * @param mutation the number of the last mutation; 0 for none
 */
public record PartName(String partition, long first, long last, long level, long mutation) {

    /** @throws MigrationException when it is no name of a part of the partition */
    public static PartName of(String partition, String name) {
        if (name.startsWith(partition + "_")) {
            String[] numbers = name.substring(partition.length() + 1).split("_");
            try {
                if (numbers.length == 3 || numbers.length == 4) {
                    return new PartName(
                            partition,
                            Long.parseLong(numbers[0]),
                            Long.parseLong(numbers[1]),
                            Long.parseLong(numbers[2]),
                            numbers.length == 4 ? Long.parseLong(numbers[3]) : 0);
                }
            } catch (NumberFormatException e) {
                throw strange(partition, name, e);
            }
        }
        throw strange(partition, name, null);
    }

    private static MigrationException strange(String partition, String name, Exception cause) {
        return new MigrationException(
                "the part " + name + " of the partition " + partition + " has a name that nobody can read", cause);
    }

    /** Whether this part came from the other by a merge or a mutation, so that its rows are in here. */
    public boolean covers(PartName other) {
        return partition.equals(other.partition)
                && first <= other.first
                && last >= other.last
                && level >= other.level
                && mutation >= other.mutation;
    }

    @Override
    public String toString() {
        String name = partition + "_" + first + "_" + last + "_" + level;
        return mutation == 0 ? name : name + "_" + mutation;
    }
}
