package io.caravan.config;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What there are documents of. */
public enum ConfigCollection {
    SCENARIOS("scenarios", "scenario_id", true, Map.of("status", "status", "type", "scenario_type")),
    ITEMS(
            "items",
            "item_id",
            true,
            Map.of("status", "status", "category", "category", "scenario", "scenario_id", "type", "item_type")),
    MODELS("models", "model_id", true, Map.of("status", "status", "scenario", "scenario_id", "type", "model_type")),
    EXPERIMENTS("experiments", "experiment_id", true, Map.of("status", "status", "scenario", "scenario_id")),
    USER_PROFILES("user_profiles", "user_id", false, Map.of("status", "status")),
    /** Of a scenario; its readers know the collection by this other name. */
    TRACKING_CONFIGS("scenario_tracking_configs", "scenario_id", false, Map.of("type", "scenario_type"));

    private final String stored;
    private final String idField;
    private final boolean named;
    private final Map<String, String> filters;

    ConfigCollection(String stored, String idField, boolean named, Map<String, String> filters) {
        this.stored = stored;
        this.idField = idField;
        this.named = named;
        this.filters = filters;
    }

    /** By its name in addresses. */
    static Optional<ConfigCollection> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** Its name in addresses and of its schema's file. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Its name in MongoDB. */
    public String stored() {
        return stored;
    }

    /** The field that tells a tenant's documents apart. */
    String idField() {
        return idField;
    }

    /** Whether the hub may make an id; otherwise a document is about something that has one already. */
    boolean named() {
        return named;
    }

    /** Query parameters that a listing takes, and the fields that must be equal to them. */
    Map<String, String> filters() {
        return filters;
    }
}
