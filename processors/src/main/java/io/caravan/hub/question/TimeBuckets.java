package io.caravan.hub.question;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of a range on the clock of a zone.
 *
 * @param starts of each, ascending; the first is not after the range's begin
 */
public record TimeBuckets(Granularity unit, ZoneId zone, List<Instant> starts) {

    /** @param to exclusive */
    public static TimeBuckets of(Granularity unit, ZoneId zone, Instant from, Instant to) {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = unit.startOf(from, zone); start.isBefore(to); start = unit.next(start, zone)) {
            starts.add(start);
        }
        return new TimeBuckets(unit, zone, starts);
    }

    /** Epoch seconds, for the store. */
    public List<Long> epochSeconds() {
        return starts.stream().map(Instant::getEpochSecond).toList();
    }
}
