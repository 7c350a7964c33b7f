package io.caravan.hub.deadletter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of a letter. */
enum LetterState {
    /** Nothing yet; also of one that was sent again and has been found bad once more. */
    NEW,
    /** It was sent again, or turned out to be stored. */
    RESENT,
    /** Somebody said that it is not wanted; it stays so when the same bytes come again. */
    DISCARDED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(LetterState::word).toList();
    }
}
