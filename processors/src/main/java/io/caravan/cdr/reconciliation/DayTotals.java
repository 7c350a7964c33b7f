package io.caravan.cdr.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node's day in one look.
 *
 * @param right whether every window is equal, of a day that was over, with nothing among the dead letters: to the last cent
 * @param why what is not right, for people; empty when all is
 * @param windows how many have which verdict
 * @param whole how many of them were pulled after their day had ended
 * @param difference store minus source
 * @param ofNode the node's own count, where it was asked after the last pull
 */
record DayTotals(
        int nodeId,
        LocalDate day,
        boolean right,
        List<String> why,
        Map<String, Long> windows,
        long whole,
        Figures source,
        Figures store,
        Figures difference,
        OfNode ofNode,
        long rejected,
        long otherDays,
        long changed,
        long late,
        long vanished) {

    private static final Map<String, String> VERDICTS = verdicts();

    /** How many windows of the node count the same, and the sums over those where it answered. */
    record OfNode(long equal, long differs, long notAnswered, long records, BigDecimal fee) {}

    static DayTotals of(Map<String, Object> row) {
        Map<String, Long> windows = new LinkedHashMap<>();
        VERDICTS.forEach((verdict, column) -> windows.put(verdict, Row.number(row, column)));
        List<String> why = why(row, windows);
        Figures source = Figures.of(row, "source");
        Figures store = Figures.of(row, "store");
        return new DayTotals(
                (int) Row.number(row, "nodeId"),
                (LocalDate) row.get("day"),
                why.isEmpty(),
                why,
                windows,
                Row.number(row, "whole"),
                source,
                store,
                store.minus(source),
                new OfNode(
                        Row.number(row, "ownEqual"),
                        Row.number(row, "ownDiffers"),
                        Row.number(row, "ownNotAnswered"),
                        Row.number(row, "ownRecords"),
                        Row.money(row, "ownFee")),
                Row.number(row, "rejected"),
                Row.number(row, "otherDays"),
                Row.number(row, "changed"),
                Row.number(row, "late"),
                Row.number(row, "vanished"));
    }

    private static List<String> why(Map<String, Object> row, Map<String, Long> windows) {
        List<String> why = new ArrayList<>();
        windows.forEach((verdict, count) -> {
            if (count > 0 && !verdict.equals("equal")) {
                why.add(Reasons.counted(count, "window") + ": " + verdict);
            }
        });
        long open = Row.number(row, "windows") - Row.number(row, "whole") - windows.get("not pulled");
        if (open > 0) {
            why.add(Reasons.counted(open, "window") + " not pulled since the day ended");
        }
        if (Row.number(row, "rejected") > 0) {
            why.add(Reasons.counted(Row.number(row, "rejected"), "record") + " among the dead letters");
        }
        return List.copyOf(why);
    }

    private static Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        verdicts.put("equal", "equal");
        verdicts.put("differs", "differs");
        verdicts.put("not pulled", "notPulled");
        verdicts.put("pulling", "pulling");
        verdicts.put("failed", "failed");
        return verdicts;
    }
}
