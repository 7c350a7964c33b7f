package io.caravan.behavior;

import java.util.List;
import java.util.Locale;

/** Knows bots by words of their user agents. */
public final class Bots {

    private final List<String> words;

    /** @param words in any case */
    public Bots(List<String> words) {
        this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    boolean match(String userAgent) {
        if (userAgent.isEmpty() || words.isEmpty()) {
            return false;
        }
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(agent::contains);
    }
}
