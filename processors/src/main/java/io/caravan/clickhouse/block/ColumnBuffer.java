package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes with the primitive encodings of ClickHouse, little-endian. */
final class ColumnBuffer {

    private byte[] bytes = new byte[1024];
    private int size;

    void int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void int16(int value) {
        fixed(value, 2);
    }

    void int32(int value) {
        fixed(value, 4);
    }

    void int64(long value) {
        fixed(value, 8);
    }

    /** Seven bits a byte, the lowest first; the high bit says that more follow. */
    void varInt(int value) {
        int rest = value;
        room(5);
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void string(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A string given as its bytes. */
    void bytes(byte[] value) {
        varInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    int size() {
        return size;
    }

    /** Takes back what was written since. */
    void cutTo(int earlierSize) {
        size = earlierSize;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void fixed(long value, int length) {
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    private void room(int wanted) {
        int needed = Math.addExact(size, wanted);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }
}
