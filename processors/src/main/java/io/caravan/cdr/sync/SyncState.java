package io.caravan.cdr.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is to be done about a job, or that it is done. The last two are for ever. */
public enum SyncState {
    RUNNING,
    PAUSED,
    CANCELLED,
    DONE;

    /** As it stands in the store and in replies. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean open() {
        return this == RUNNING || this == PAUSED;
    }

    public static Optional<SyncState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(SyncState::word).toList();
    }
}
