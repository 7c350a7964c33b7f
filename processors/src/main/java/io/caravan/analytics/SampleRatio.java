package io.caravan.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether users were shared out among the groups as planned (chi-squared test of fit). When they were not, whoever shares them
 * out or counts them is wrong, and so is every comparison of the groups.
 */
record SampleRatio(List<Long> users, List<Double> planned) {

    /** So small that a false alarm is rare though everybody looks every day. */
    private static final double ALARM = 0.001;

    private static final double LEAST_EXPECTED = 5;

    /** @return null when there is nothing to compare, or too little of it */
    Map<String, Object> shown() {
        long all = users.stream().mapToLong(Long::longValue).sum();
        double plan = planned.stream().mapToDouble(Double::doubleValue).sum();
        if (users.size() < 2 || plan == 0) {
            return null;
        }
        double chiSquared = 0;
        for (int i = 0; i < users.size(); i++) {
            double expected = all * planned.get(i) / plan;
            if (expected < LEAST_EXPECTED) {
                return null;
            }
            chiSquared += (users.get(i) - expected) * (users.get(i) - expected) / expected;
        }
        double p = ChiSquaredDistribution.of(users.size() - 1.0).survivalProbability(chiSquared);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("p_value", Comparison.number(p));
        shown.put("mismatch", p < ALARM);
        return shown;
    }
}
