package io.caravan.migration;

import java.time.Instant;
import java.util.Map;

/**
 * A line of a journal.
 *
 * @param step what happened, for example {@code moving} or {@code verified}
 * @param partition its id; empty when it is about the whole table or migration
 * @param detail what else is known
 * @param run the migration; set by the journal
 * @param at when; set by the journal
 */
public record Entry(String step, String partition, Map<String, Object> detail, String run, Instant at) {

    public Entry(String step, String partition, Map<String, Object> detail) {
        this(step, partition, detail, null, null);
    }

    Entry of(String theRun, Instant now) {
        return new Entry(step, partition, detail, theRun, now);
    }
}
