package io.caravan.behavior;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks the store which of some events it has, whenever they were stored: by the columns of its key, so that it reads little. */
final class StoredEvents {

    private static final long HOUR = 3_600_000;
    private static final int ROW_BYTES = 8;

    /** The last hour of a DateTime, which is 32 bits of seconds, begins after it. */
    private static final long LATEST = 0xFFFF_FFFFL - HOUR / 1000;

    private StoredEvents() {}

    /** @param rows of events, as {@link BehaviorRows} makes them */
    static Map<String, Object> question(Collection<Object[]> rows) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenants", values(rows, row -> (String) row[0]));
        parameters.put("scenarios", values(rows, row -> (String) row[1]));
        parameters.put("actions", values(rows, row -> (String) row[2]));
        // What the store's own hours cannot tell it cannot be asked for either; no event of the intake is so old or so
        // new.
        List<Long> hours = values(rows, row -> Math.floorDiv((Long) row[3], HOUR) * HOUR / 1000).stream()
                .filter(hour -> hour >= 0 && hour < LATEST)
                .toList();
        parameters.put("hours", hours);
        // Partitions are days: a range leaves most of them alone, which a list of hours does not.
        parameters.put("from", hours.isEmpty() ? 0 : Collections.min(hours));
        parameters.put("to", hours.isEmpty() ? 0 : Collections.max(hours) + HOUR / 1000);
        parameters.put("ids", values(rows, row -> (String) row[5]));
        return parameters;
    }

    /** @param keys of events in RowBinary, UInt64 each: what {@link BehaviorRows#keyOf} tells */
    static Set<Long> read(InputStream keys) throws IOException {
        Set<Long> stored = new HashSet<>();
        try (var in = new DataInputStream(keys)) {
            byte[] row = new byte[ROW_BYTES];
            while (in.readNBytes(row, 0, ROW_BYTES) == ROW_BYTES) {
                stored.add(SeenEvents.int64(row, 0));
            }
        }
        return stored;
    }

    private static <T> List<T> values(Collection<Object[]> rows, Function<Object[], T> column) {
        return rows.stream().map(column).distinct().toList();
    }
}
