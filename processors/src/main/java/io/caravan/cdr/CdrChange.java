package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * A record that is not as the store had it: a row of {@code cdr_changes}.
 *
 * @param account whose window was pulled
 * @param fingerprint of the record in the reply; of a vanished one, as stored; unsigned
 * @param feeBefore as stored; 0 for a late record
 * @param feeAfter as replied; 0 for a vanished record
 * @param holdTimeBefore seconds, like the fee
 * @param runId the pull that saw it so
 * @param seenAt start of that pull
 */
public record CdrChange(
        @JsonProperty("node_id") int nodeId,
        LocalDate day,
        String account,
        @JsonProperty("flow_no") long flowNo,
        Kind kind,
        @JsonSerialize(using = Unsigned.Writer.class) long fingerprint,
        @JsonProperty("fee_before") BigDecimal feeBefore,
        @JsonProperty("fee_after") BigDecimal feeAfter,
        @JsonProperty("hold_time_before") long holdTimeBefore,
        @JsonProperty("hold_time_after") long holdTimeAfter,
        @JsonProperty("run_id") UUID runId,
        @JsonProperty("seen_at") Instant seenAt,
        long version) {

    /** In which way it differs. */
    public enum Kind {
        /** The store had it with other content. */
        @JsonProperty("changed")
        CHANGED,
        /** The store did not have it although its day had been pulled to the end. */
        @JsonProperty("late")
        LATE,
        /** The store has it, and the node no longer does. */
        @JsonProperty("vanished")
        VANISHED
    }
}
