package io.caravan.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sums of a bucket; what is not among them counts as 0. */
record Figures(Map<Sum, Long> sums) {

    private static final int PERCENT_SCALE = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** By the begin of the bucket, in epoch milliseconds. */
    static Map<Long, Figures> byBucket(List<Map<String, Object>> rows) {
        return rows.stream().collect(Collectors.toMap(row -> number(row.get("bucket")), Figures::of));
    }

    static Figures of(Map<String, Object> row) {
        Map<Sum, Long> sums = new EnumMap<>(Sum.class);
        for (Sum sum : Sum.values()) {
            if (row.get(sum.column()) != null) {
                sums.put(sum, number(row.get(sum.column())));
            }
        }
        return new Figures(sums);
    }

    static Figures none() {
        return new Figures(Map.of());
    }

    long get(Sum sum) {
        return sums.getOrDefault(sum, 0L);
    }

    /** Percent; null where there is nothing to divide by. */
    BigDecimal percent(Sum part, Sum whole) {
        return percent(get(part), get(whole));
    }

    static BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), PERCENT_SCALE, RoundingMode.HALF_UP);
    }

    /** How much a figure has grown since the figures before, percent; null where nothing was before. */
    BigDecimal growth(Figures before, Function<Figures, Number> figure) {
        Number now = figure.apply(this);
        Number then = figure.apply(before);
        if (now == null || then == null || new BigDecimal(then.toString()).signum() == 0) {
            return null;
        }
        BigDecimal base = new BigDecimal(then.toString());
        return new BigDecimal(now.toString())
                .subtract(base)
                .multiply(HUNDRED)
                .divide(base, PERCENT_SCALE, RoundingMode.HALF_UP);
    }

    static long number(Object value) {
        return ((Number) value).longValue();
    }
}
