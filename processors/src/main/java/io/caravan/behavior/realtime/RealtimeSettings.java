package io.caravan.behavior.realtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is counted, and for how long.
 *
 * @param hub name of the hub, with which the keys of its own begin
 * @param group the consumer group, for which the fences stand
 * @param topic of the events
 * @param metricsMinutes length of the sliding window of the metrics, in minutes
 * @param hotMinutes length of the sliding window of hot items, in minutes
 * @param rememberIds how long ids of events are known, so that an event that a client sends again counts once
 * @param conversions the actions that are conversions
 * @param actions all actions that are accepted
 * @param recent what is kept of each user
 * @param topItems how many hot items are shown
 * @param pieceEvents most events that one script applies
 */
public record RealtimeSettings(
        String hub,
        String group,
        String topic,
        int metricsMinutes,
        int hotMinutes,
        Duration rememberIds,
        Set<String> conversions,
        List<String> actions,
        Recent recent,
        int topItems,
        int pieceEvents) {

    /**
     * What is kept of each user.
     *
     * @param length most entries
     * @param ttl after the user's last event
     * @param alias whether the list stands under {@code user:recent:{user}} too, where users of different tenants mix
     */
    public record Recent(int length, Duration ttl, boolean alias) {}

    /** Minutes after which an event changes no figure any more. */
    int longestMinutes() {
        return Math.max(metricsMinutes, hotMinutes);
    }
}
