package io.caravan.behavior;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ASCII that is looked for often: compared eight bytes at a time, of which some overlap, where it is long enough for that. */
final class Word {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] word;
    private final boolean ofLongs;
    private final int middleAt;
    private final long first;
    private final long middle;
    private final long last;

    Word(String text) {
        word = text.getBytes(StandardCharsets.US_ASCII);
        ofLongs = word.length >= Long.BYTES && word.length <= 3 * Long.BYTES;
        middleAt = ofLongs ? word.length / 2 - Long.BYTES / 2 : 0;
        first = ofLongs ? longAt(word, 0) : 0;
        middle = ofLongs ? longAt(word, middleAt) : 0;
        last = ofLongs ? longAt(word, word.length - Long.BYTES) : 0;
    }

    int length() {
        return word.length;
    }

    /** Whether it stands there. */
    boolean isAt(byte[] bytes, int at) {
        int end = at + word.length;
        if (end > bytes.length) {
            return false;
        }
        if (!ofLongs) {
            return Arrays.equals(bytes, at, end, word, 0, word.length);
        }
        return longAt(bytes, at) == first
                && longAt(bytes, at + middleAt) == middle
                && longAt(bytes, end - Long.BYTES) == last;
    }

    private static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
