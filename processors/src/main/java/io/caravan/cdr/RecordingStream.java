package io.caravan.cdr;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Remembers the bytes that went through, so that a record can be kept byte for byte. Unless it is told to keep them, it
 * remembers the last read alone: a long stretch that nobody wants costs no memory.
 */
final class RecordingStream extends FilterInputStream {

    private byte[] kept = new byte[64 * 1024];
    private int begin;
    private int end;
    /** Position in the stream of the byte at {@link #begin}. */
    private long first;

    private boolean keeping;

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
            if (!keeping) {
                forget(end - begin);
            }
            makeRoom(count);
            System.arraycopy(target, offset, kept, end, count);
            end += count;
        }
        return count;
    }

    /** Keeps what follows the position, which lies within the last read or within what is kept already. */
    void keepFrom(long position) {
        forget(Math.toIntExact(position - first));
        keeping = true;
    }

    /** The bytes between two positions of what is kept. */
    byte[] between(long from, long to) {
        return Arrays.copyOfRange(kept, begin + Math.toIntExact(from - first), begin + Math.toIntExact(to - first));
    }

    /** From here on only the last read is remembered. */
    void keepNothing() {
        keeping = false;
    }

    private void forget(int count) {
        begin += count;
        first += count;
    }

    private void makeRoom(int count) {
        if (end + count <= kept.length) {
            return;
        }
        int length = end - begin;
        byte[] target = length + count <= kept.length / 2 ? kept : new byte[(length + count) * 2];
        System.arraycopy(kept, begin, target, 0, length);
        kept = target;
        begin = 0;
        end = length;
    }
}
