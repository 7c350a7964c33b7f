package io.caravan.embedded.vos.calls;

import java.util.EnumMap;
import java.util.Map;

/** Adds up good records and counts bad ones; money in millionths of a yuan, times in seconds. Not for use by several threads. */
public final class Totals {

    private final Map<Category, Totals> byCategory = new EnumMap<>(Category.class);
    private long records;
    private long answered;
    private long holdTime;
    private long feeTime;
    private long fee;
    private long suiteFeeTime;
    private long suiteFee;
    private long agentFee;
    private long badRecords;

    /** Adds a good record to the whole and to its category. */
    void add(Cdr cdr, Defect defect) {
        if (defect != Defect.NONE) {
            badRecords++;
            return;
        }
        count(cdr);
        byCategory.computeIfAbsent(cdr.rate().category(), c -> new Totals()).count(cdr);
    }

    private void count(Cdr cdr) {
        Charge charge = cdr.charge();
        records++;
        answered += cdr.answered() ? 1 : 0;
        holdTime += charge.holdTime();
        feeTime += charge.feeTime();
        fee += charge.fee();
        suiteFeeTime += charge.suiteFeeTime();
        suiteFee += charge.suiteFee();
        agentFee += charge.agentFee();
    }

    public Totals of(Category category) {
        return byCategory.getOrDefault(category, new Totals());
    }

    public long records() {
        return records;
    }

    public long answered() {
        return answered;
    }

    public long holdTime() {
        return holdTime;
    }

    public long feeTime() {
        return feeTime;
    }

    public long fee() {
        return fee;
    }

    public long suiteFeeTime() {
        return suiteFeeTime;
    }

    public long suiteFee() {
        return suiteFee;
    }

    public long agentFee() {
        return agentFee;
    }

    public long badRecords() {
        return badRecords;
    }
}
