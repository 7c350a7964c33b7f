package io.caravan.cdr.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a node itself counts for an account and a day, or why it is not known: a row of {@code cdr_node_totals}.
 *
 * @param fee in the node's currency, rounded to six places
 * @param billedTime seconds
 * @param version moment of writing, epoch milliseconds: the highest counts
 */
record NodeTotals(
        @JsonProperty("node_id") int nodeId,
        LocalDate day,
        String account,
        String state,
        String reason,
        long records,
        BigDecimal fee,
        @JsonProperty("billed_time") long billedTime,
        @JsonProperty("asked_at") Instant askedAt,
        long version) {

    static NodeTotals answered(
            TotalsBatch batch, String account, long records, BigDecimal fee, long billedTime, Instant now) {
        return new NodeTotals(
                batch.node().id(),
                batch.day(),
                account,
                "answered",
                "",
                records,
                fee,
                billedTime,
                batch.askedAt(),
                now.toEpochMilli());
    }

    static NodeTotals notAnswered(TotalsBatch batch, String account, String reason, Instant now) {
        return new NodeTotals(
                batch.node().id(),
                batch.day(),
                account,
                "not answered",
                reason,
                0,
                BigDecimal.ZERO,
                0,
                batch.askedAt(),
                now.toEpochMilli());
    }
}
