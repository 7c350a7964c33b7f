package io.caravan.hub.deadletter;

import java.util.List;
import java.util.Map;

/**
 * Letters of one stream that are read and dealt with together: not more than memory has room for.
 *
 * @param seenUntil when each was found bad last, by its id, in epoch milliseconds
 */
public record LetterPart(String stream, Map<String, Long> seenUntil) {

    /** Parameters of the question for their bytes. */
    public Map<String, Object> question() {
        return Map.of("ids", List.copyOf(seenUntil.keySet()));
    }
}
