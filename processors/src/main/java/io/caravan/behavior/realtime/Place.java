package io.caravan.behavior.realtime;

/** A scenario of a tenant: what figures are for. */
public record Place(String tenant, String scenario) {

    /** As it stands in the keys of Redis: {@code tenant:scenario}. */
    String key() {
        return encode(tenant) + ":" + encode(scenario);
    }

    static Place ofKey(String key) {
        int colon = key.indexOf(':');
        return new Place(decode(key.substring(0, colon)), decode(key.substring(colon + 1)));
    }

    static String encode(String name) {
        return name.replace("%", "%25").replace(":", "%3A");
    }

    private static String decode(String name) {
        return name.replace("%3A", ":").replace("%25", "%");
    }
}
