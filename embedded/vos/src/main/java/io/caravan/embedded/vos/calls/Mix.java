package io.caravan.embedded.vos.calls;

/** Stateless 64-bit mixing (the splitmix64 finaliser): equal inputs give equal bits in every process and order. */
public final class Mix {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** Bits that depend on both values. */
    public static long of(long seed, long value) {
        long z = seed + GOLDEN * (value + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Bits that depend on the seed and on every character of the text. */
    public static long of(long seed, String text) {
        long bits = of(seed, text.length());
        for (int i = 0; i < text.length(); i++) {
            bits = of(bits, text.charAt(i));
        }
        return bits;
    }

    /** The bits as a number in [0, 1). */
    public static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }
}
