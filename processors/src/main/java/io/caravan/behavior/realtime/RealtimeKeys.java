package io.caravan.behavior.realtime;

import java.util.UUID;

/**
 * The names of keys in Redis. A colon or percent sign within a name is percent-encoded, so that the tenant {@code a:b} and
 * the scenario {@code c} never meet the tenant {@code a} and the scenario {@code b:c}. Keys of the hub's own carry the
 * generation of the figures: when they are built anew, nothing of before is mixed in.
 *
 * @param hub name of the hub
 */
record RealtimeKeys(String hub) {

    static String metrics(Place place) {
        return "metrics:realtime:" + place.key();
    }

    static String hotItems(Place place) {
        return "hot:items:" + place.key();
    }

    static String recent(String tenant, String user) {
        return "recent:" + Place.encode(tenant) + ":" + Place.encode(user);
    }

    /** The name of an older system, without the tenant. */
    static String recentAlias(String user) {
        return "user:recent:" + user;
    }

    String generation() {
        return hub + ":realtime:generation";
    }

    /** To be followed by the generation; a hash of the next offset of each partition. */
    String fences(String group, String topic) {
        return hub + ":fence:" + group + ":" + topic + ":";
    }

    /** Tenants and scenarios with events, scored by the minute of the latest. */
    String active(String generation) {
        return own(generation) + "active";
    }

    /** To be followed by a minute, epoch minutes. */
    String buckets(String generation, Place place) {
        return own(generation) + place.key() + ":";
    }

    /** A ranking of hot items that is not complete; of this call alone. */
    String making(String generation, Place place) {
        return buckets(generation, place) + "hot:" + UUID.randomUUID();
    }

    /** The ids of a partition's events of a minute. */
    String seen(String generation, int partition, long minute) {
        return own(generation) + "seen:" + partition + ":" + minute;
    }

    /** What keys of the hub's own begin with; the generation and a colon follow. */
    String generations() {
        return hub + ":realtime:";
    }

    private String own(String generation) {
        return generations() + generation + ":";
    }
}
