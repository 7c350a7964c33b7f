package io.caravan.cdr;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Remembers the bytes that went through since a position, so that a record can be kept byte for byte. */
final class RecordingStream extends FilterInputStream {

    private byte[] kept = new byte[64 * 1024];
    private int length;
    private long first;

    RecordingStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        int count = super.read(target, offset, wanted);
        if (count > 0) {
            if (length + count > kept.length) {
                kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + count));
            }
            System.arraycopy(target, offset, kept, length, count);
            length += count;
        }
        return count;
    }

    /** The bytes between two positions of the stream; what lies before the second one is forgotten by the next call. */
    byte[] take(long from, long to) {
        byte[] bytes = Arrays.copyOfRange(kept, Math.toIntExact(from - first), Math.toIntExact(to - first));
        forgetBefore(to);
        return bytes;
    }

    private void forgetBefore(long position) {
        int gone = Math.toIntExact(position - first);
        // Moving the rest costs time, so it waits until half of the room is free again.
        if (gone > kept.length / 2) {
            System.arraycopy(kept, gone, kept, 0, length - gone);
            length -= gone;
            first = position;
        }
    }
}
