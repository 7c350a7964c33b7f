package io.caravan.hub.deadletter;

import java.time.Instant;
import java.util.Map;

/**
 * A letter as it is kept, for its stream to send it again.
 *
 * @param reason why it could not be used last, as a word
 * @param detail the same in words
 * @param facts what the stream wanted to be known beside the bytes
 * @param lastSeen when it was found bad last
 */
public record StoredLetter(
        String id,
        String stream,
        String reason,
        String detail,
        String source,
        Map<String, String> facts,
        byte[] raw,
        Instant firstSeen,
        Instant lastSeen) {

    /** The same letter with the reason why it cannot be used now either. */
    public DeadLetter again(String code, String why) {
        return DeadLetter.of(code, why, source, raw).with(facts).continuing(id);
    }

    /** Whether that is the reason that is known. */
    public boolean isFor(String code, String why) {
        return reason.equals(code) && detail.equals(why);
    }
}
