package io.caravan.steps;

import java.util.List;
import java.util.Map;

/** What a node is like while it is pulled, so that a pull goes through other steps. */
enum Scenario {
    /** Good, bad and repeated records, never pulled before. */
    NEW(Map.of()),
    /** Pulled before; then records come late, change and vanish, and somebody asks for all days again. */
    CHANGED(Map.of()),
    /** Refuses two days in one call. */
    NARROW(Map.of("maxRangeDays", 1)),
    /** A day times out, its part of one gateway does not. */
    SLOW(Map.of("latencyPerThousandRecords", 54_000)),
    /** Even a gateway's part times out. */
    HOPELESS(Map.of("latencyPerThousandRecords", 180_000)),
    /** Does not tell its own totals. */
    MUTE(Map.of("failInterfaces", List.of("GetReportCustomerFee"))),
    /** Does not answer at all. */
    SILENT(Map.of("down", true));

    /** Of every node. */
    static final Map<String, Object> ALWAYS =
            Map.of("recordsPerAccountDay", 40, "badRecordShare", 0.1, "duplicateShare", 0.1, "maxRangeDays", 2);

    /** The records of a node on which they have changed. */
    static final Map<String, Object> CHANGES =
            Map.of("revision", 1, "lateShare", 0.1, "correctedShare", 0.3, "vanishedShare", 0.1);

    /** Of a node of which nothing can be expected but records. */
    static final Map<String, Object> CALM =
            Map.of("latencyPerThousandRecords", 0, "failInterfaces", List.of(), "down", false);

    private final Map<String, Object> knobs;

    Scenario(Map<String, Object> knobs) {
        this.knobs = knobs;
    }

    Map<String, Object> knobs() {
        return knobs;
    }

    /** Longest silence of the node, as its configuration has it. */
    String timeout() {
        return this == SLOW || this == HOPELESS ? "PT1.8S" : "PT30S";
    }
}
