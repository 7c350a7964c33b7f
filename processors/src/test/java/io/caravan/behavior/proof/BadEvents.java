package io.caravan.behavior.proof;

import java.util.List;
import java.util.Random;

/** Makes events that must be rejected, no two of them alike. */
final class BadEvents {

    private static final String EVENT =
            "{\"event_id\":\"%s\",\"tenant_id\":\"%s\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\","
                    + "\"action_type\":\"%s\",\"timestamp\":%s}";

    private final String prefix;
    private int made;

    /** @param prefix of their ids */
    BadEvents(String prefix) {
        this.prefix = prefix;
    }

    /** @param reason code that the hub must tell */
    record Bad(String json, String reason) {}

    Bad next(Random random) {
        String id = prefix + made++;
        long now = System.currentTimeMillis();
        List<Bad> kinds = List.of(
                new Bad(EVENT.formatted(id, "", "click", now), "missing_tenant"),
                new Bad(EVENT.formatted(id, "t", "clik", now), "unknown_action"),
                new Bad(EVENT.formatted(id, "t", "click", 1_000_000), "too_old"),
                new Bad(EVENT.formatted(id, "t", "click", now + 86_400_000), "in_future"),
                new Bad(EVENT.formatted(id, "t", "click", 0), "bad_timestamp"));
        return kinds.get(random.nextInt(kinds.size()));
    }
}
