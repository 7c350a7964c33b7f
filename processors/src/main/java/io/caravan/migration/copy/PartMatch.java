package io.caravan.migration.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies beside the parts that they were made of, found by their bytes.
 *
 * @param sources names of the parts that have a copy
 * @param unmatched copies that no part has the bytes of
 * @param ambiguous whether some copy may have been made of another part than the one chosen, which has the same bytes
 */
record PartMatch(Set<String> sources, List<CopyPart> unmatched, boolean ambiguous) {

    /** @param candidates those that are to be chosen first come first */
    static PartMatch of(List<CopyPart> candidates, List<CopyPart> copies) {
        Map<String, Deque<CopyPart>> byIdentity = new HashMap<>();
        candidates.forEach(part -> byIdentity
                .computeIfAbsent(part.identity(), identity -> new ArrayDeque<>())
                .add(part));
        Set<String> sources = new LinkedHashSet<>();
        List<CopyPart> unmatched = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (CopyPart copy : copies) {
            Deque<CopyPart> same = byIdentity.getOrDefault(copy.identity(), new ArrayDeque<>());
            if (same.isEmpty()) {
                unmatched.add(copy);
            } else {
                sources.add(same.remove().name());
                used.add(copy.identity());
            }
        }
        boolean ambiguous =
                used.stream().anyMatch(identity -> !byIdentity.get(identity).isEmpty());
        return new PartMatch(sources, unmatched, ambiguous);
    }
}
