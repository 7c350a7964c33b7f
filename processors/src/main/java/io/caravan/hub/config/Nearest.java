package io.caravan.hub.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Nearest {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /** The candidate with the fewest edits from the word, unless more than half of the word would have to change. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> DISTANCE.apply(word, c))
                        .thenComparing(c -> c))
                .filter(c -> DISTANCE.apply(word, c) <= Math.max(2, word.length() / 2));
    }
}
