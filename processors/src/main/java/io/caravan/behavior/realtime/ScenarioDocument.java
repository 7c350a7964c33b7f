package io.caravan.behavior.realtime;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A document of the collection {@code scenarios}:
 * {@code {tenant_id, scenario_id, status, config: {realtime_compute: {hot_score: {enabled, action_weights, decay_lambda,
 * window_size_minutes}}}}}. Everything below {@code config} may be left out.
 */
record ScenarioDocument(Map<?, ?> document) {

    boolean active() {
        return "active".equals(document.get("status"));
    }

    /** @throws IllegalArgumentException when it does not tell its place */
    Place place() {
        return placeIfKnown().orElseThrow(() -> new IllegalArgumentException("tenant_id or scenario_id is missing"));
    }

    Optional<Place> placeIfKnown() {
        return document.get("tenant_id") instanceof String tenant
                        && document.get("scenario_id") instanceof String scenario
                ? Optional.of(new Place(tenant, scenario))
                : Optional.empty();
    }

    /** For people. */
    String name() {
        return placeIfKnown().map(Place::key).orElseGet(() -> String.valueOf(document.get("_id")));
    }

    /**
     * The rules of the scenario; what it leaves out is as usual.
     *
     * @throws IllegalArgumentException when something is wrong with it
     */
    HotRules rules(HotRules usual) {
        Map<?, ?> score = below(below(below(document, "config"), "realtime_compute"), "hot_score");
        if (Boolean.FALSE.equals(score.get("enabled"))) {
            return new HotRules(Map.of(), 0, 0, usual.minutes());
        }
        Map<String, Double> weights = new TreeMap<>(usual.weights());
        Map<?, ?> own = below(score, "action_weights");
        own.keySet().forEach(action -> weights.put(String.valueOf(action), number(own, action, 0)));
        double minutes = number(score, "window_size_minutes", usual.minutes());
        if (minutes < 1 || minutes > usual.minutes() || minutes != Math.rint(minutes)) {
            throw new IllegalArgumentException("window_size_minutes is " + minutes + "; a whole number from 1 to "
                    + usual.minutes() + " is wanted");
        }
        return new HotRules(weights, usual.otherWeight(), number(score, "decay_lambda", usual.decay()), (int) minutes);
    }

    private static Map<?, ?> below(Map<?, ?> document, String name) {
        Object value = document.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is no document");
    }

    private static double number(Map<?, ?> document, Object name, double usual) {
        Object value = document.get(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < Double.MAX_VALUE) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " is " + value + "; a number of 0 or more is wanted");
    }
}
