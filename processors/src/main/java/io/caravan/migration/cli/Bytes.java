package io.caravan.migration.cli;

import java.util.List;
import java.util.Locale;

/** Bytes as people write them. */
final class Bytes {

    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");
    private static final double STEP = 1000;

    private Bytes() {}

    static String text(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = bytes / STEP;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
    }
}
