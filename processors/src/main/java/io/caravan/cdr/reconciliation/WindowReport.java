package io.caravan.cdr.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A window: what the node replied at the last successful pull, and what the store holds now.
 *
 * @param verdict equal, differs, not pulled, pulling or failed
 * @param why what is not right, for people; empty when all is
 * @param pulledAt start of the last successful pull; null when there was none
 * @param whole whether that was after the day had ended
 * @param source null when it was never pulled
 * @param difference store minus source; null when it was never pulled
 * @param ofNode what the node itself counts
 */
record WindowReport(
        int nodeId,
        LocalDate day,
        String account,
        String verdict,
        List<String> why,
        String pulledAt,
        boolean whole,
        Figures source,
        Figures store,
        Figures difference,
        OfNode ofNode,
        long rejected,
        long otherDays,
        long changed,
        long late,
        long vanished) {

    /**
     * @param verdict equal, differs, not asked (since the last pull) or not answered
     * @param billedTime seconds; the store's own is beside it, and the two are not compared
     */
    record OfNode(
            String verdict,
            Long records,
            BigDecimal fee,
            Long billedTime,
            long storedBilledTime,
            String askedAt,
            String reason) {}

    static WindowReport of(Map<String, Object> row) {
        boolean pulled = row.get("pulledAt") != null;
        Figures store = Figures.of(row, "store");
        Figures source = new Figures(Row.number(row, "records"), Row.money(row, "fee"), Row.number(row, "holdTime"));
        return new WindowReport(
                (int) Row.number(row, "nodeId"),
                (LocalDate) row.get("day"),
                Row.text(row, "account"),
                Row.text(row, "verdict"),
                Reasons.of(row),
                (String) row.get("pulledAt"),
                Row.flag(row, "whole"),
                pulled ? source : null,
                store,
                pulled ? store.minus(source) : null,
                ofNode(row),
                Row.number(row, "rejected"),
                Row.number(row, "otherDays"),
                Row.number(row, "changed"),
                Row.number(row, "late"),
                Row.number(row, "vanished"));
    }

    private static OfNode ofNode(Map<String, Object> row) {
        String verdict = Row.text(row, "ownVerdict");
        boolean answered = verdict.equals("equal") || verdict.equals("differs");
        return new OfNode(
                verdict,
                answered ? Row.number(row, "ownRecords") : null,
                answered ? Row.money(row, "ownFee") : null,
                answered ? Row.number(row, "ownBilledTime") : null,
                Row.number(row, "storeFeeTime"),
                (String) row.get("ownAskedAt"),
                Row.text(row, "ownReason"));
    }
}
