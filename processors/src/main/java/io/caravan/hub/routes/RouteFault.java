package io.caravan.hub.routes;

import java.util.Comparator;

/**
 * One reason why the routes cannot be taken over.
 *
 * @param file path relative to the project home, with slashes
 * @param line 1-based; 1 where the whole file is meant
 * @param cause one sentence for a person who writes routes
 */
public record RouteFault(String file, int line, String cause) implements Comparable<RouteFault> {
    private static final Comparator<RouteFault> BY_PLACE = Comparator.comparing(RouteFault::file)
            .thenComparingInt(RouteFault::line)
            .thenComparing(RouteFault::cause);

    @Override
    public int compareTo(RouteFault other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s:%d: %s".formatted(file, line, cause);
    }
}
