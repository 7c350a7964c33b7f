package io.caravan.hub.client;

import java.time.Duration;

/** How much of something is done, for people. */
public final class Bar {

    private static final int WIDTH = 24;

    private Bar() {}

    /** {@code [======      ]}. */
    public static String drawn(double share) {
        int filled = (int) (Math.min(1, share) * WIDTH);
        return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
    }

    /** {@code 2 h 10 min}, {@code 3 min}, {@code 12 s}; at least a second. */
    public static String duration(Duration left) {
        if (left.toHours() >= 1) {
            return left.toHours() + " h " + left.toMinutesPart() + " min";
        }
        return left.toMinutes() >= 1 ? left.toMinutes() + " min" : Math.max(1, left.toSeconds()) + " s";
    }
}
