package io.caravan.behavior.realtime;

/**
 * What the figures need of an event.
 *
 * @param offset in its partition
 * @param id of the event, among the events of the tenant
 * @param time when it happened, epoch milliseconds, not later than it arrived
 * @param watchMillis null when the event does not tell
 * @param completion 0 to 1; null when the event does not tell
 */
public record Occurrence(
        long offset,
        String id,
        Place place,
        String user,
        String item,
        String action,
        long time,
        Long watchMillis,
        Double completion) {

    /** The bucket it belongs to, epoch minutes. */
    long minute() {
        return Math.floorDiv(time, 60_000L);
    }
}
