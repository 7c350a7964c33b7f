package io.caravan.bench.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** Figures as the tables show them. */
public final class Figures {

    private static final double NANOS = 1e9;

    private Figures() {}

    /** For example {@code 12,300}. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** How many a second. */
    public static double rate(long count, Duration took) {
        return count / Math.max(seconds(took), 1e-6);
    }

    /** For example {@code 0.62}; ours first, the peer second. */
    public static String ratio(double ours, double peer) {
        return peer == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / peer);
    }

    /** For example {@code 3.41 s}. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    public static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    /** For example {@code 12.5 ms}. */
    public static String millis(double micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }

    /** For example {@code 212 MB}; - for nothing, where the operating system does not tell. */
    public static String megabytes(double bytes) {
        return bytes <= 0 ? "-" : String.format(Locale.ROOT, "%.0f MB", bytes / (1 << 20));
    }

    /** The middle one; of an even count the upper of the two. */
    public static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    public static double highest(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
