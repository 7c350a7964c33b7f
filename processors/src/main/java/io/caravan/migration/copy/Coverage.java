package io.caravan.migration.copy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a partition of the source the target has.
 *
 * @param covered parts of the source whose rows are in the target
 * @param fresh parts of the source whose rows are not, none of which holds a row of a covered one
 * @param usable false when it cannot be told which rows the target has, so that the partition has to be replaced
 */
record Coverage(Set<String> covered, Set<String> fresh, boolean usable) {

    static final Coverage UNKNOWN = new Coverage(Set.of(), Set.of(), false);

    static Coverage of(Set<String> covered, List<CopyPart> source) {
        Set<String> names = CopyStaging.names(source);
        return names.containsAll(covered)
                ? new Coverage(
                        covered,
                        names.stream().filter(name -> !covered.contains(name)).collect(Collectors.toSet()),
                        true)
                : UNKNOWN;
    }

    boolean complete() {
        return usable && fresh.isEmpty();
    }
}
