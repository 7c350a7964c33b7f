package io.caravan.cdr.reconciliation;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Records, fee and talk time.
 *
 * @param fee in the node's currency, exact
 * @param holdTime seconds
 */
record Figures(long records, BigDecimal fee, long holdTime) {

    /** Reads {@code <prefix>Records}, {@code <prefix>Fee} and {@code <prefix>HoldTime} of a row. */
    static Figures of(Map<String, Object> row, String prefix) {
        return new Figures(
                Row.number(row, prefix + "Records"),
                Row.money(row, prefix + "Fee"),
                Row.number(row, prefix + "HoldTime"));
    }

    Figures minus(Figures other) {
        return new Figures(records - other.records, fee.subtract(other.fee), holdTime - other.holdTime);
    }
}
