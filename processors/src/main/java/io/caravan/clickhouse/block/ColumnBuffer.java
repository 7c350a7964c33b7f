package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of a column: a growing run of bytes with the primitive encodings of ClickHouse, little-endian. */
public class ColumnBuffer {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** An odd number whose bits look random: a product by it takes every bit into its upper half. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private byte[] bytes = new byte[1024];
    private int size;

    public void int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void int16(int value) {
        room(2);
        bytes[size++] = (byte) value;
        bytes[size++] = (byte) (value >>> 8);
    }

    public void int32(int value) {
        room(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    public void int64(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
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
        bytes(value, 0, value.length);
    }

    /** A string given as a stretch of UTF-8. */
    public void bytes(byte[] value, int offset, int length) {
        varInt(length);
        room(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    int size() {
        return size;
    }

    /** What is sent of it: itself, unless values are kept in another form. */
    ColumnBuffer encoded() {
        return this;
    }

    /** The four bytes there, as {@link #int32} wrote them. */
    int int32At(int at) {
        return (int) INTS.get(bytes, at);
    }

    boolean isAt(int at, byte[] value, int offset, int length) {
        return Arrays.equals(bytes, at, at + length, value, offset, offset + length);
    }

    /** Of so many bytes from there on. */
    int hash(int at, int length) {
        return hash(bytes, at, length);
    }

    /** Eight bytes at a time; the last eight may overlap those before. */
    static int hash(byte[] value, int offset, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            int last = offset + length - Long.BYTES;
            for (int at = offset; at < last; at += Long.BYTES) {
                hash = (hash ^ (long) LONGS.get(value, at)) * SPREAD;
            }
            hash = (hash ^ (long) LONGS.get(value, last)) * SPREAD;
        } else {
            long rest = 0;
            for (int i = offset; i < offset + length; i++) {
                rest = rest << Byte.SIZE | value[i] & 0xFF;
            }
            hash = (hash ^ rest) * SPREAD;
        }
        hash ^= hash >>> 32;
        return (int) (hash ^ hash >>> 15);
    }

    void append(ColumnBuffer other) {
        room(other.size);
        size = other.copyTo(bytes, size);
    }

    /** Takes back what was written since. */
    void cutTo(int earlierSize) {
        size = earlierSize;
    }

    /** Returns the place after the copy. */
    int copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
        return at + size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void room(int wanted) {
        int needed = Math.addExact(size, wanted);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }
}
