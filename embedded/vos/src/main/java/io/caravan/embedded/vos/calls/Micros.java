package io.caravan.embedded.vos.calls;

import java.math.BigDecimal;

/** Money kept as whole millionths, so that sums are exact. */
public final class Micros {

    private static final int ONE = 1_000_000;

    private Micros() {}

    public static BigDecimal decimal(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    /** The shortest plain decimal text, such as {@code 0.0452} or {@code 12}. */
    public static String text(long micros) {
        if (micros % ONE == 0) {
            return Long.toString(micros / ONE);
        }
        long fraction = Math.abs(micros % ONE);
        int digits = 6;
        for (; fraction % 10 == 0; fraction /= 10) {
            digits--;
        }
        StringBuilder text = new StringBuilder(24).append(micros < 0 ? "-" : "").append(Math.abs(micros / ONE));
        String tail = Long.toString(fraction);
        return text.append('.')
                .append("000000", 0, digits - tail.length())
                .append(tail)
                .toString();
    }
}
