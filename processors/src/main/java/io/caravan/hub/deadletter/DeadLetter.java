package io.caravan.hub.deadletter;

import java.util.Map;

/**
 * Something that could not be used, kept so that it can be looked at and sent again.
 *
 * @param code why, as a word that can be counted: lower case and underscores, stable
 * @param reason why, in words
 * @param source where it came from: {@code http}, {@code topic:partition:offset}, the window of a pull, or the line of a file
 * @param raw the bytes as they arrived
 * @param facts what its stream needs to know to send it again, beside the bytes
 * @param id of the letter that was sent again and has failed once more; empty for one of its own
 */
public record DeadLetter(String code, String reason, String source, byte[] raw, Map<String, String> facts, String id) {

    public DeadLetter {
        facts = Map.copyOf(facts);
    }

    public static DeadLetter of(String code, String reason, String source, byte[] raw) {
        return new DeadLetter(code, reason, source, raw, Map.of(), "");
    }

    /** The same letter with what its stream needs to know to send it again. */
    public DeadLetter with(Map<String, String> more) {
        return new DeadLetter(code, reason, source, raw, more, id);
    }

    /** The letter as that of an earlier one which was sent again; null for a letter of its own. */
    public DeadLetter continuing(String letter) {
        return letter == null ? this : new DeadLetter(code, reason, source, raw, facts, letter);
    }

    /** The letter with what the store says of it. */
    DeadLetter refused(String why) {
        return new DeadLetter(code, why, source, raw, facts, id);
    }
}
