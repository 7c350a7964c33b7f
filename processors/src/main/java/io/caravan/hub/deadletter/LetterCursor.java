package io.caravan.hub.deadletter;

import java.time.Instant;
import java.util.Map;

import io.caravan.hub.question.BadParameter;

/**
 * Where a page of letters ends, newest first; the next one begins after it. It is of the letter's first time, which does not
 * change when the letter comes again.
 */
record LetterCursor(Instant firstSeen, String id) {

    /** Before the newest letter. */
    private static final LetterCursor BEGIN = new LetterCursor(Instant.parse("2100-01-01T00:00:00Z"), "");

    static LetterCursor read(String text) {
        if (text == null || text.isBlank()) {
            return BEGIN;
        }
        String[] parts = text.split("-", 2);
        if (!parts[0].matches("[0-9]{1,13}") || parts.length < 2 || !LetterId.fits(parts[1])) {
            throw BadParameter.of("cursor", "what next was in the page before is");
        }
        return new LetterCursor(LetterFilter.within(Instant.ofEpochMilli(Long.parseLong(parts[0]))), parts[1]);
    }

    String text() {
        return firstSeen.toEpochMilli() + "-" + id;
    }

    void addTo(Map<String, Object> parameters) {
        parameters.put("before", firstSeen);
        parameters.put("beforeId", id);
    }
}
