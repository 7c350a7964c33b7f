package io.caravan.embedded.vos.calls;

import java.time.LocalDate;

/**
 * Numbers a call so that it is unique within its node and the same in every process. The node is left out on purpose:
 * nodes share numbers, as real ones do. Layout: day (14 bits), account (13), place within the day (25), in all below 2^52.
 */
final class FlowNo {

    static final int MAX_ACCOUNTS = 8_000;
    static final int MAX_REGULAR = 1 << 24;
    static final int MAX_LATE = 1 << 18;
    static final int MAX_REVISION = 63;

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST_DAY = FIRST_DAY.plusDays((1 << 14) - 1);

    private FlowNo() {}

    /** Whether calls of this day can be numbered; the simulated nodes have none on other days. */
    static boolean covers(LocalDate day) {
        return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }

    static long of(LocalDate day, int account, int place) {
        return (day.toEpochDay() - FIRST_DAY.toEpochDay()) << 38 | (long) account << 25 | place;
    }

    /** The place of a late call: behind every regular one, apart for each revision. */
    static int latePlace(int revision, int index) {
        return MAX_REGULAR + revision * MAX_LATE + index;
    }
}
