package io.caravan.analytics;

/** What aggregates hold and can be added up. */
enum Sum {
    EVENTS("count()"),
    IMPRESSIONS("countIf(action_type = 'impression')"),
    CLICKS("countIf(action_type = 'click')"),
    CONVERSIONS("countIf(action_type IN ('order', 'payment', 'purchase'))"),
    ACTIVE_USERS("uniqCombined64State(user_id)"),
    ACTIVE_ITEMS("uniqCombined64State(item_id)");

    private final String ofEvents;

    Sum(String ofEvents) {
        this.ofEvents = ofEvents;
    }

    /** Its column in aggregates and in results. */
    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What makes of events what aggregates hold. */
    String ofEvents() {
        return ofEvents;
    }

    /** What adds up rows of aggregates. Distinct ones are merged: who comes twice counts once. */
    String merged() {
        return (distinct() ? "uniqCombined64Merge(" : "sum(") + column() + ")";
    }

    private boolean distinct() {
        return this == ACTIVE_USERS || this == ACTIVE_ITEMS;
    }
}
