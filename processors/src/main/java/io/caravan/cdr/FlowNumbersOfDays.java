package io.caravan.cdr;

import java.util.HashMap;
import java.util.Map;

/** The {@link FlowNumbers} of the latest million records or more, of whatever days; what was further back is forgotten. */
final class FlowNumbersOfDays {

    /** With 64 bytes each they fit into a small heap. */
    private static final int MOST = 1_000_000;

    private final Map<Long, FlowNumbers> byDay = new HashMap<>();
    private final int most;
    private int count;

    FlowNumbersOfDays() {
        this(MOST);
    }

    FlowNumbersOfDays(int most) {
        this.most = most;
    }

    FlowNumbers.Sighting see(long epochDay, long flowNo, long fingerprint) {
        if (count >= most) {
            byDay.clear();
            count = 0;
        }
        FlowNumbers.Sighting sighting =
                byDay.computeIfAbsent(epochDay, day -> new FlowNumbers()).see(flowNo, fingerprint);
        if (sighting == FlowNumbers.Sighting.NEW) {
            count++;
        }
        return sighting;
    }
}
