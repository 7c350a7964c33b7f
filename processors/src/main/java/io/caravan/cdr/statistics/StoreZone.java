package io.caravan.cdr.statistics;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Names of time zones as ClickHouse knows them. */
final class StoreZone {

    static final String UTC = "UTC";

    private StoreZone() {}

    /** A zone that never changes its clock by its offset, any other one by its name in the tz database. */
    static String nameOf(ZoneId zone) {
        if (!zone.getRules().isFixedOffset()) {
            return zone.getId();
        }
        ZoneOffset offset = zone.getRules().getOffset(Instant.EPOCH);
        int seconds = Math.abs(offset.getTotalSeconds());
        return seconds == 0
                ? UTC
                : "Fixed/UTC%s%02d:%02d:%02d"
                        .formatted(
                                offset.getTotalSeconds() < 0 ? "-" : "+",
                                seconds / 3600,
                                seconds / 60 % 60,
                                seconds % 60);
    }
}
