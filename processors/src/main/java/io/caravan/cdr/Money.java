package io.caravan.cdr;

import java.math.BigDecimal;

/** Money as the store keeps it, {@code Decimal(18, 6)}: millionths of the node's currency. */
final class Money {

    static final int PLACES = 6;

    private Money() {}

    static BigDecimal ofMicros(long micros) {
        return BigDecimal.valueOf(micros, PLACES);
    }
}
