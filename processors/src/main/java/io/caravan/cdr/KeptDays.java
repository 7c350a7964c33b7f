package io.caravan.cdr;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;

/** From which day on records are kept, as retention counts: whole months, in the zone of the node. */
public final class KeptDays {

    private final int months;
    private final Clock clock;

    /** @param months that are kept before the current one; 0: all */
    public KeptDays(int months, Clock clock) {
        this.months = months;
        this.clock = clock;
    }

    public LocalDate firstDay(VosNode node) {
        YearMonth current = YearMonth.from(LocalDate.ofInstant(clock.instant(), node.zone()));
        return months == 0 ? LocalDate.EPOCH : current.minusMonths(months).atDay(1);
    }
}
