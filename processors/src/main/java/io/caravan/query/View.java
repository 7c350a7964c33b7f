package io.caravan.query;

import java.util.List;
import java.util.Optional;

/**
 * What may be asked of a wide table.
 *
 * @param name by which it is asked
 * @param table the wide table; its place is where paths without a dot lead
 * @param key names of fields that together tell rows apart, so that pages have an order; empty when there are none
 * @param where what holds for every row that is seen
 * @param limits what a question may cost
 * @param askers names of the API keys that may ask; empty: everybody who may ask at all
 */
public record View(
        String name, Place table, List<String> key, Optional<Condition> where, Limits limits, List<String> askers) {

    public View {
        key = List.copyOf(key);
        askers = List.copyOf(askers);
    }

    /**
     * What a question may cost.
     *
     * @param rows most rows of an answer
     * @param seconds longest time that the server works on it
     * @param memory most bytes that the server needs for it
     * @param concurrency most questions of one client at a time
     */
    public record Limits(int rows, int seconds, long memory, int concurrency) {

        /** 10,000 rows, 30 s, 2 GiB, 4 at a time. */
        public static final Limits USUAL = new Limits(10_000, 30, 2L << 30, 4);
    }
}
