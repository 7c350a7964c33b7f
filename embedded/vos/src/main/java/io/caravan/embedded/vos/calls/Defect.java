package io.caravan.embedded.vos.calls;

/** What is wrong with a record in the reply; everything but {@link #NONE} belongs to the dead letters. */
public enum Defect {
    NONE,
    START_MISSING,
    FLOW_NO_MISSING,
    START_IS_TEXT,
    FLOW_NO_IS_TEXT,
    HOLD_TIME_IS_TEXT,
    FEE_IS_TEXT;

    private static final Defect[] ALL = values();

    static Defect drawn(long bits) {
        return ALL[1 + (int) Long.remainderUnsigned(bits, ALL.length - 1)];
    }
}
