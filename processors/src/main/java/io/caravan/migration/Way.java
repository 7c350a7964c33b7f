package io.caravan.migration;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How partitions get to their volume. AUTO takes MOVE where the policies allow it, COPY otherwise. */
public enum Way {
    AUTO,
    MOVE,
    COPY;

    /** As it stands in requests and replies. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Way of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
