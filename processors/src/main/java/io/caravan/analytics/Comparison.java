package io.caravan.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether two groups of users differ by more than chance: the z-test of two proportions with pooled variance, and Wald's
 * interval of their difference. Both want some users on either side of each group.
 *
 * @param z null when nobody, or everybody, did it in both groups
 * @param p two-sided
 */
record Comparison(Proportion group, Proportion control, Double z, Double p) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final long LEAST = 10;
    private static final MathContext DIGITS = new MathContext(6);

    static Comparison of(Proportion group, Proportion control) {
        double pooled = (double) (group.part() + control.part()) / (group.users() + control.users());
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / group.users() + 1.0 / control.users()));
        if (group.users() == 0 || control.users() == 0 || error == 0) {
            return new Comparison(group, control, null, null);
        }
        double z = (group.share() - control.share()) / error;
        return new Comparison(group, control, z, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /** Whether there are too few users for the normal distribution that the test assumes. */
    boolean tooFew() {
        return List.of(group.part(), group.rest(), control.part(), control.rest()).stream()
                .anyMatch(users -> users < LEAST);
    }

    /**
     * Shares and their difference in percent, percentage points.
     *
     * @param alpha the chance of a false alarm that is put up with, of all comparisons together
     * @param comparisons how many are made at the same time; alpha is divided among them (Bonferroni)
     */
    Map<String, Object> shown(double alpha, int comparisons) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("lift", lift());
        shown.put("difference", p == null ? null : number(100 * difference()));
        shown.put("interval", p == null ? null : interval(alpha / comparisons));
        shown.put("z", number(z));
        shown.put("p_value", number(p));
        shown.put("significant", p == null ? null : p < alpha / comparisons);
        shown.put("too_few_users", tooFew());
        return shown;
    }

    private BigDecimal lift() {
        boolean known = group.users() > 0 && control.part() > 0;
        return known ? number(100 * (group.share() / control.share() - 1)) : null;
    }

    private double difference() {
        return group.share() - control.share();
    }

    private List<BigDecimal> interval(double alpha) {
        double error = Math.sqrt(variance(group) + variance(control));
        double reach = NORMAL.inverseSurvivalProbability(alpha / 2) * error;
        return List.of(number(100 * (difference() - reach)), number(100 * (difference() + reach)));
    }

    private static double variance(Proportion of) {
        return of.share() * (1 - of.share()) / of.users();
    }

    static BigDecimal number(Double value) {
        return value == null ? null : new BigDecimal(value).round(DIGITS);
    }
}
