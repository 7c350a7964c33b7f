package io.caravan.clickhouse;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** Tells bytes apart: XXH64 with seed 0, what the server calls {@code xxHash64}. */
public final class Fingerprint {

    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

    private Fingerprint() {}

    /** Unsigned: Java's long has the same bits. */
    public static long of(byte[] bytes, int offset, int length) {
        return HASH.hash(bytes, offset, length, 0);
    }

    public static long of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }
}
