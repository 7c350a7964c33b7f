package io.caravan.hub.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What became of a letter that was to be sent again or discarded.
 *
 * @param outcome resent, already_stored, rejected, already_resent, discarded or not_found
 * @param reason of a rejected one, as a word
 * @param detail in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterOutcome(String id, String outcome, String reason, String detail) {

    public static final String RESENT = "resent";
    public static final String ALREADY_STORED = "already_stored";
    static final String REJECTED = "rejected";
    static final String ALREADY_RESENT = "already_resent";
    static final String DISCARDED = "discarded";
    static final String NOT_FOUND = "not_found";

    /** @param outcome of a letter that needs no words */
    public static LetterOutcome of(String id, String outcome) {
        return new LetterOutcome(id, outcome, null, null);
    }

    public static LetterOutcome rejected(String id, String reason, String detail) {
        return new LetterOutcome(id, REJECTED, reason, detail);
    }

    /** Whether the letter is dealt with now, which is to be written down. */
    boolean settles() {
        return outcome.equals(RESENT) || outcome.equals(ALREADY_STORED) || outcome.equals(DISCARDED);
    }
}
