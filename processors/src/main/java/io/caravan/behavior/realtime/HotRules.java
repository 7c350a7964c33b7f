package io.caravan.behavior.realtime;

import java.util.List;
import java.util.Map;

import io.caravan.hub.config.ConfigException;

/**
 * How hot items are scored: the sum of the weights of their events in the window, each times
 * {@code exp(-decay × age in days)}, where the age is that of the event's minute.
 *
 * @param weights by action
 * @param otherWeight of an action that is not listed
 * @param decay a day
 * @param minutes length of the window
 */
public record HotRules(Map<String, Double> weights, double otherWeight, double decay, int minutes) {

    public HotRules {
        weights = Map.copyOf(weights);
    }

    double weight(String action) {
        return weights.getOrDefault(action, otherWeight);
    }

    /**
     * Reads weights such as {@code view=1}.
     *
     * @throws ConfigException when one is not a number of 0 or more
     */
    public static Map<String, Double> weights(String key, List<String> pairs) {
        Map<String, Double> weights = new java.util.TreeMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            weights.put(parts[0].strip(), number(key, parts.length == 2 ? parts[1].strip() : pair));
        }
        return weights;
    }

    /** A number of 0 or more. */
    public static double number(String key, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number < Double.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(key + ": " + text + " is no number", e);
        }
        throw new ConfigException(key + ": " + text + "; 0 or more is wanted");
    }
}
