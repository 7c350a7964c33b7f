package io.caravan.embedded.vos.server;

import io.caravan.embedded.vos.calls.Mix;

/**
 * What goes wrong with one request.
 *
 * @param cutAfter bytes of the body that a dropped or truncated reply has at most
 */
record Fault(Kind kind, int cutAfter) {

    private static final int LONGEST_CUT = 64 * 1024;

    enum Kind {
        NONE,
        HTTP_ERROR,
        DROP,
        TRUNCATE,
        ERROR
    }

    /** Decided by the node's seed and the number of the request alone. */
    static Fault drawn(Knobs knobs, long seed, long request) {
        long cut = Mix.of(Mix.of(seed, "cut"), request);
        return new Fault(kind(knobs, seed, request), 1 + (int) (Mix.unit(cut) * LONGEST_CUT));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean cuts() {
        return kind == Kind.DROP || kind == Kind.TRUNCATE;
    }

    private static Kind kind(Knobs knobs, long seed, long request) {
        if (hits(Kind.HTTP_ERROR, knobs.httpErrorRate(), seed, request)) {
            return Kind.HTTP_ERROR;
        }
        if (hits(Kind.DROP, knobs.dropRate(), seed, request)) {
            return Kind.DROP;
        }
        if (hits(Kind.TRUNCATE, knobs.truncateRate(), seed, request)) {
            return Kind.TRUNCATE;
        }
        return hits(Kind.ERROR, knobs.errorRate(), seed, request) ? Kind.ERROR : Kind.NONE;
    }

    private static boolean hits(Kind kind, double rate, long seed, long request) {
        return rate > 0 && Mix.unit(Mix.of(Mix.of(seed, kind.name()), request)) < rate;
    }
}
