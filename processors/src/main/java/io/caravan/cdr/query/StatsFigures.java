package io.caravan.cdr.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import io.caravan.hub.question.Times;

/**
 * Sums as figures of a reply: seconds as integers, money exact, {@code asr} the answered share of the calls, {@code acd} the
 * average talk time of an answered one in seconds; both null where there is nothing to divide by.
 */
final class StatsFigures {

    private static final int SHARE_SCALE = 6;
    private static final int SECONDS_SCALE = 3;

    private StatsFigures() {}

    static Map<String, Object> none() {
        return figures(
                BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static Map<String, Object> group(Map<String, Object> row, StatsQuestion question) {
        Map<String, Object> group = new LinkedHashMap<>();
        for (int i = 0; i < question.groups().size(); i++) {
            StatsGroup by = question.groups().get(i);
            Object key = row.get("key" + i);
            group.put(by.label(), by.ofTime() ? time(by, key, question.zone()) : key);
        }
        group.putAll(of(row, question.zone()));
        return group;
    }

    private static String time(StatsGroup unit, Object key, ZoneId zone) {
        if (key instanceof LocalDate day) {
            return unit == StatsGroup.MONTH ? day.toString().substring(0, "2026-11".length()) : day.toString();
        }
        return unit.granularity().labelOf(Instant.ofEpochSecond(((Number) key).longValue()), zone);
    }

    static Map<String, Object> of(Map<String, Object> row, ZoneId zone) {
        Map<String, Object> figures = figures(
                decimal(row, "sumCalls"),
                decimal(row, "sumAnswered"),
                decimal(row, "sumHoldTime"),
                decimal(row, "sumFeeTime"),
                decimal(row, "sumFee"),
                decimal(row, "sumCost"));
        figures.put("lastCall", Times.text((ZonedDateTime) row.get("maxCall"), zone));
        return figures;
    }

    private static Map<String, Object> figures(
            BigDecimal calls,
            BigDecimal answered,
            BigDecimal holdTime,
            BigDecimal feeTime,
            BigDecimal fee,
            BigDecimal cost) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", calls);
        figures.put("answered", answered);
        figures.put("holdTime", holdTime);
        figures.put("feeTime", feeTime);
        figures.put("fee", fee);
        figures.put("cost", cost);
        figures.put("profit", fee.subtract(cost));
        figures.put("asr", ratio(answered, calls, SHARE_SCALE));
        figures.put("acd", ratio(holdTime, answered, SECONDS_SCALE));
        figures.put("lastCall", null);
        return figures;
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole, int scale) {
        return whole.signum() == 0 ? null : part.divide(whole, scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal decimal(Map<String, Object> row, String name) {
        return new BigDecimal(row.get(name).toString());
    }
}
