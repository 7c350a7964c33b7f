package io.caravan.behavior;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The key of the table {@code user_behaviors} as one number, the same as in the statement of {@code behavior-seen}: xxHash64
 * of tenant, scenario, action, second in which the hour began, user and event id with zero bytes between them.
 */
final class EventKey {

    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
    private static final long HOUR = 3_600_000;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(256);

    /** @param timestamp epoch milliseconds */
    long of(String tenant, String scenario, String action, long timestamp, String user, String eventId) {
        text.reset();
        add(tenant);
        add(scenario);
        add(action);
        add(Long.toString(Math.floorDiv(timestamp, HOUR) * HOUR / 1000));
        add(user);
        text.writeBytes(eventId.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = text.toByteArray();
        return HASH.hash(bytes, 0, bytes.length, 0);
    }

    private void add(String part) {
        text.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        text.write(0);
    }
}
