package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * The part of a reply that is being looked at. The bytes from {@link #begin} on are kept until they are skipped; what has
 * been skipped is forgotten. A byte 0, which no JSON holds, stands behind the last one, so that a scanner need not look for
 * the end at every step.
 */
final class ReplyBuffer {

    private static final int FIRST_SIZE = 256 * 1024;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int begin;
    private int end;
    /** Position in the reply of the first byte of the array. */
    private long offset;

    private boolean atEnd;

    ReplyBuffer(InputStream in) {
        this.in = in;
    }

    byte[] bytes() {
        return bytes;
    }

    int begin() {
        return begin;
    }

    /** After the last byte that is here; the one at this place is 0. */
    int end() {
        return end;
    }

    /** Position in the reply of the byte at {@link #begin}. */
    long position() {
        return offset + begin;
    }

    void skip(int count) {
        begin += count;
    }

    /** Skips to a position in the reply that is not before the present one and was read already. */
    void skipTo(long position) {
        begin = Math.toIntExact(position - offset);
    }

    /** Skips what JSON takes for blank; the byte found then, or -1 at the end of the reply. */
    int skipBlanks() throws IOException {
        while (begin < end || fill(1)) {
            byte found = bytes[begin];
            if (found != ' ' && found != '\n' && found != '\r' && found != '\t') {
                return found & 0xFF;
            }
            begin++;
        }
        return -1;
    }

    /** Reads until so many bytes are here, or all that there are; false when there are fewer. */
    boolean fill(int wanted) throws IOException {
        while (end - begin < wanted && !atEnd) {
            makeRoom(wanted);
            int count = in.read(bytes, end, bytes.length - 1 - end);
            atEnd = count < 0;
            end += Math.max(count, 0);
            bytes[end] = 0;
        }
        return end - begin >= wanted;
    }

    byte[] copy(int length) {
        return Arrays.copyOfRange(bytes, begin, begin + length);
    }

    private void makeRoom(int wanted) {
        if (begin + wanted < bytes.length && end < bytes.length - 1) {
            return;
        }
        int length = end - begin;
        byte[] target = wanted < bytes.length / 2 ? bytes : new byte[Math.addExact(Math.multiplyExact(wanted, 2), 1)];
        System.arraycopy(bytes, begin, target, 0, length);
        bytes = target;
        offset += begin;
        begin = 0;
        end = length;
    }

    /** Nothing more is wanted: to close it would mean to read the rest of a reply that may be long, so it is cut off. */
    void abort() throws IOException {
        if (in instanceof EofSensorInputStream connection) {
            connection.abort();
        } else {
            in.close();
        }
    }

    void close() throws IOException {
        in.close();
    }
}
