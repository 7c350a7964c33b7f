package io.caravan.embedded.vos.calls;

import java.math.BigDecimal;

/**
 * What a complete and exact copy of a node's records adds up to, at the current revision: bad records left out,
 * duplicates counted once.
 *
 * @param fee        yuan, six decimals
 * @param agentFee   yuan, six decimals
 * @param holdTime   talk seconds
 * @param feeTime    billed seconds
 * @param answered   records with talk time
 * @param badRecords records that the reply holds besides and that nobody can store
 * @param duplicates records that the reply holds a second time
 */
public record Truth(
        long records,
        BigDecimal fee,
        BigDecimal agentFee,
        long holdTime,
        long feeTime,
        long answered,
        long badRecords,
        long duplicates) {

    static Truth of(Totals totals, long duplicates) {
        return new Truth(
                totals.records(),
                Micros.decimal(totals.fee()),
                Micros.decimal(totals.agentFee()),
                totals.holdTime(),
                totals.feeTime(),
                totals.answered(),
                totals.badRecords(),
                duplicates);
    }
}
