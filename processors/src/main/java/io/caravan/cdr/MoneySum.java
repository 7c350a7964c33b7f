package io.caravan.cdr;

import java.math.BigDecimal;

/** An exact sum of money, however large. */
final class MoneySum {

    private long micros;
    private BigDecimal carried = BigDecimal.ZERO;

    void add(long more) {
        long sum = micros + more;
        if (((micros ^ sum) & (more ^ sum)) < 0) {
            carried = carried.add(Money.ofMicros(micros));
            sum = more;
        }
        micros = sum;
    }

    BigDecimal total() {
        return carried.add(Money.ofMicros(micros));
    }
}
