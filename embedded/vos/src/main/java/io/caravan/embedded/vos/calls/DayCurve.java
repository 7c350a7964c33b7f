package io.caravan.embedded.vos.calls;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** Spreads calls over one local day, of 23 to 25 hours, as offices and evenings do: by the wall clock of the zone. */
final class DayCurve {

    private static final int[] WEIGHT_BY_HOUR = {
        6, 3, 2, 1, 1, 2, 6, 16, 40, 70, 85, 80, 55, 60, 80, 82, 76, 66, 54, 48, 42, 32, 22, 12
    };
    /** Zones move their clocks by whole or half hours. */
    private static final long SLOT = 30 * 60_000L;

    private final long begin;
    private final long end;
    private final double[] cumulative;

    DayCurve(ZoneId zone, LocalDate day) {
        begin = day.atStartOfDay(zone).toInstant().toEpochMilli();
        end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        cumulative = new double[(int) ((end - begin + SLOT - 1) / SLOT) + 1];
        for (int slot = 0; slot < cumulative.length - 1; slot++) {
            long from = begin + slot * SLOT;
            int hour = Instant.ofEpochMilli(from).atZone(zone).getHour();
            cumulative[slot + 1] = cumulative[slot] + WEIGHT_BY_HOUR[hour] * (double) width(slot);
        }
    }

    long begin() {
        return begin;
    }

    /** The instant, in epoch milliseconds, before which that share of the day's calls begins; grows with the share. */
    long at(double share) {
        double target = share * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, target);
        int slot = Math.min(found >= 0 ? found : -found - 2, cumulative.length - 2);
        double within = (target - cumulative[slot]) / (cumulative[slot + 1] - cumulative[slot]);
        return Math.min(begin + slot * SLOT + (long) (within * width(slot)), end - 1);
    }

    private long width(int slot) {
        return Math.min(SLOT, end - begin - slot * SLOT);
    }
}
