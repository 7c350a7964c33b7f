package io.caravan.cdr;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.caravan.clickhouse.Fingerprint;

/**
 * What a set of call records amounts to; equal figures on both sides mean that the store holds what the node replied.
 *
 * @param records each call once
 * @param fee sum in the node's currency, six places
 * @param holdTime sum of the talk times, seconds
 * @param checksum sum of the records' {@link Fingerprint}s modulo 2^64, unsigned
 */
public record Figures(
        long records,
        BigDecimal fee,
        @JsonProperty("hold_time") long holdTime,

        @JsonSerialize(using = Unsigned.Writer.class) @JsonDeserialize(using = Unsigned.Reader.class)
        long checksum) {

    static final Figures NONE = new Figures(0, Money.ofMicros(0), 0, 0);

    public Figures {
        fee = fee.setScale(Money.PLACES);
    }

    public Figures plus(Figures other) {
        return new Figures(
                Math.addExact(records, other.records),
                fee.add(other.fee),
                Math.addExact(holdTime, other.holdTime),
                checksum + other.checksum);
    }

    @Override
    public String toString() {
        return records + " records, fee " + fee.toPlainString() + ", hold time " + holdTime + " s, checksum "
                + Long.toUnsignedString(checksum, 16);
    }
}
