package io.caravan.behavior;

import java.util.Arrays;

/**
 * One event of a request as it was sent.
 *
 * @param body that of the request
 * @param start where the event begins in it
 * @param end where it ends, exclusive
 * @param outcome what was read
 */
record ReceivedEvent(byte[] body, int start, int end, EventParser.Outcome outcome) {

    /** Bytes. */
    int size() {
        return end - start;
    }

    /** A copy of at most so many of its bytes. */
    byte[] raw(int most) {
        return Arrays.copyOfRange(body, start, start + Math.min(size(), most));
    }
}
