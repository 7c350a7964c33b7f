package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The key of the table {@code user_behaviors} as one number, the same as in the statement of {@code behavior-seen}: xxHash64
 * of tenant, scenario, action, second in which the hour began, user and event id with zero bytes between them.
 */
final class EventKey {

    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
    private static final long HOUR = 3_600_000;

    private byte[] text = new byte[256];
    private int size;
    /** Of the event before: most are of the same hour. */
    private long hour = Long.MIN_VALUE;

    private byte[] hourBegin = {};

    /** @param timestamp epoch milliseconds */
    long of(String tenant, String scenario, String action, long timestamp, String user, String eventId) {
        begin();
        add(tenant.getBytes(StandardCharsets.UTF_8));
        add(scenario.getBytes(StandardCharsets.UTF_8));
        add(action.getBytes(StandardCharsets.UTF_8));
        addHour(timestamp);
        add(user.getBytes(StandardCharsets.UTF_8));
        byte[] last = eventId.getBytes(StandardCharsets.UTF_8);
        return last(last, 0, last.length);
    }

    void begin() {
        size = 0;
    }

    void add(byte[] part, int from, int length) {
        append(part, from, length);
        text[size++] = 0;
    }

    /** @param timestamp epoch milliseconds */
    void addHour(long timestamp) {
        long wanted = Math.floorDiv(timestamp, HOUR);
        if (wanted != hour) {
            hourBegin = Long.toString(wanted * HOUR / 1000).getBytes(StandardCharsets.US_ASCII);
            hour = wanted;
        }
        add(hourBegin);
    }

    /** Adds the last part; the number. */
    long last(byte[] part, int from, int length) {
        append(part, from, length);
        return HASH.hash(text, 0, size, 0);
    }

    private void add(byte[] part) {
        add(part, 0, part.length);
    }

    private void append(byte[] part, int from, int length) {
        // One more for the byte between two parts.
        int needed = Math.addExact(size, Math.addExact(length, 1));
        if (needed > text.length) {
            text = Arrays.copyOf(text, Math.max(needed, text.length * 2));
        }
        System.arraycopy(part, from, text, size, length);
        size += length;
    }
}
