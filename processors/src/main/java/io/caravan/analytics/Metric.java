package io.caravan.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** What a trend can be of: sums, and rates in percent. */
enum Metric {
    EVENTS(Sum.EVENTS),
    IMPRESSIONS(Sum.IMPRESSIONS),
    CLICKS(Sum.CLICKS),
    CONVERSIONS(Sum.CONVERSIONS),
    CTR(Sum.CLICKS, Sum.IMPRESSIONS),
    CONVERSION_RATE(Sum.CONVERSIONS, Sum.IMPRESSIONS),
    ACTIVE_USERS(Sum.ACTIVE_USERS),
    ACTIVE_ITEMS(Sum.ACTIVE_ITEMS);

    private static final List<Metric> USUAL = List.of(IMPRESSIONS, CLICKS, CTR, CONVERSIONS, CONVERSION_RATE);

    private final Sum sum;
    private final Optional<Sum> whole;

    Metric(Sum sum) {
        this.sum = sum;
        this.whole = Optional.empty();
    }

    Metric(Sum part, Sum whole) {
        this.sum = part;
        this.whole = Optional.of(whole);
    }

    /** The parameter {@code metrics}: names with commas. */
    static List<Metric> read(RequestParameters parameters) {
        List<String> names = parameters.list("metrics");
        return names.isEmpty()
                ? USUAL
                : names.stream().map(Metric::of).distinct().toList();
    }

    private static Metric of(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(name))
                .findFirst()
                .orElseThrow(() -> BadParameter.of(
                        "metrics",
                        "one or several of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values())
                                                .map(Metric::label)
                                                .toList()) + " are"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<Sum> sums() {
        return whole.map(all -> Set.of(sum, all)).orElseGet(() -> Set.of(sum));
    }

    /** Null for a rate with nothing to divide by. */
    Number of(Figures figures) {
        return whole.isPresent() ? figures.percent(sum, whole.get()) : (Number) figures.get(sum);
    }
}
