package io.caravan.embedded.vos.calls;

/** A sequence of random draws that starts anew from a seed; reused for every call, so that making one allocates little. */
final class Draws {

    private long seed;
    private long count;

    Draws startAt(long newSeed) {
        seed = newSeed;
        count = 0;
        return this;
    }

    long bits() {
        return Mix.of(seed, count++);
    }

    double unit() {
        return Mix.unit(bits());
    }

    /** A whole number in [0, bound). */
    int below(int bound) {
        return (int) ((bits() >>> 33) * bound >>> 31);
    }

    boolean chance(double share) {
        return unit() < share;
    }

    <T> T oneOf(T[] values) {
        return values[below(values.length)];
    }

    /** Nearly normal, mean 0, deviation 1: four 16-bit uniforms added. */
    double bell() {
        long b = bits();
        long sum = (b & 0xFFFF) + (b >>> 16 & 0xFFFF) + (b >>> 32 & 0xFFFF) + (b >>> 48);
        return (sum / 65536.0 - 2) * 1.7320508;
    }
}
