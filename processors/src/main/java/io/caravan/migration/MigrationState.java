package io.caravan.migration;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a migration stands. */
public enum MigrationState {
    /** Asked for; nobody has begun yet. */
    PLANNED,
    RUNNING,
    /** By an operator, after the partition that was under way. */
    PAUSED,
    /** For its window of the day. */
    WAITING,
    /** Another migration has the table, or a killed hub had it a moment ago; it is tried again. */
    LOCKED,
    DONE,
    FAILED,
    CANCELLED,
    /** Some partitions or tables failed, the others are done. */
    PARTIAL,
    /** Back where it came from, or on its way back. */
    ROLLING_BACK,
    ROLLED_BACK;

    /** As it stands in journals and replies. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static MigrationState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether something is to be done yet without anybody asking for it. */
    public boolean goesOn() {
        return this == PLANNED || this == RUNNING || this == WAITING || this == LOCKED || this == ROLLING_BACK;
    }

    /** Whether the same request means this migration. */
    public boolean open() {
        return goesOn() || this == PAUSED;
    }
}
