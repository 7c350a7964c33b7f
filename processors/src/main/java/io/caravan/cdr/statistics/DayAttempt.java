package io.caravan.cdr.statistics;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One attempt to compute the statistics of a day. It has staging tables of its own, so that whatever becomes of it, and
 * however late, no row of it gets among those of another attempt.
 *
 * @param node id of the VOS node
 * @param version of the mark that makes the day stale
 * @param zone of the node, as ClickHouse calls it
 * @param id names the staging tables
 */
public record DayAttempt(long node, LocalDate day, long version, String zone, UUID id) {

    /** Matches the names of staging tables, of this and any other attempt. */
    static final String STAGING_TABLES = "^cdr_statistics_(hour|day)_stage_[0-9a-f]{32}$";

    /** The staging table of the hours: letters, digits and underscores. */
    public String hours() {
        return "cdr_statistics_hour_stage_" + suffix();
    }

    /** The staging table of the day: letters, digits and underscores. */
    public String days() {
        return "cdr_statistics_day_stage_" + suffix();
    }

    /** The parameters of all statements of the attempt. */
    public Map<String, Object> parameters() {
        return new HashMap<>(
                Map.of("node", node, "day", day, "version", version, "zone", zone, "hours", hours(), "days", days()));
    }

    private String suffix() {
        return id.toString().replace("-", "");
    }

    @Override
    public String toString() {
        return "node " + node + ", " + day;
    }
}
