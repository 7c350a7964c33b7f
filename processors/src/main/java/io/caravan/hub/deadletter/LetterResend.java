package io.caravan.hub.deadletter;

import java.util.ArrayList;
import java.util.List;

/** What is decided on letters of one stream that are to be sent again. */
public class LetterResend {

    private final List<LetterOutcome> outcomes = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    /** The letter cannot be used now either; only a new reason is worth to be written down. */
    protected final void reject(StoredLetter letter, String code, String why) {
        outcomes.add(LetterOutcome.rejected(letter.id(), code, why));
        if (!letter.isFor(code, why)) {
            deadLetters.add(letter.again(code, why));
        }
    }

    protected final void settle(StoredLetter letter, String outcome) {
        outcomes.add(LetterOutcome.of(letter.id(), outcome));
    }

    /** What became of each letter. */
    public List<LetterOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Letters that have another reason now. */
    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }
}
