package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that stand in event after event, such as tenants and actions: each is made of its bytes once, and has its hash code
 * already the next time. Holds a few hundred short ones at most. Not for use by several threads.
 */
final class RecurringTexts {

    private static final int MOST = 256;
    private static final int LONGEST = 64;

    private final Known[] known = new Known[MOST];

    private record Known(byte[] bytes, String text) {}

    /** The text that stands there in UTF-8. */
    String of(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ hash >>> 16) & MOST - 1;
        Known here = known[place];
        if (here != null && Arrays.equals(here.bytes(), 0, here.bytes().length, bytes, from, from + length)) {
            return here.text();
        }
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        known[place] = new Known(Arrays.copyOfRange(bytes, from, from + length), text);
        return text;
    }
}
