package io.caravan.migration;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the journal of a table says of partitions. */
final class MoveNotes {

    /** The partition is on the list. */
    static final String PLANNED = "planned";
    /** Before the first statement: its parts as they were. */
    static final String MOVING = "moving";
    /** Its parts are on the volume, and nothing is missing. */
    static final String VERIFIED = "verified";

    static final String FAILED = "failed";
    /** In the details of the last two: how long it took. */
    static final String SECONDS = "seconds";

    private MoveNotes() {}

    /** Of partitions whose parts this migration noted before a move, and which were not verified since, the entry with the parts. */
    static Map<String, Entry> open(Journal journal) {
        Map<String, Entry> open = new LinkedHashMap<>();
        journal.eachOfRun(entry -> {
            if (entry.step().equals(MOVING)) {
                open.put(entry.partition(), entry);
            } else if (entry.step().equals(VERIFIED)) {
                open.remove(entry.partition());
            }
        });
        return open;
    }
}
