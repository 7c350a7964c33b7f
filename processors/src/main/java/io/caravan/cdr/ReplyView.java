package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;

/**
 * A reply from its present position on, for a parser that reads ahead: the bytes stay in the buffer, to be skipped when it
 * is known how far the parser got.
 */
final class ReplyView extends InputStream {

    private final ReplyBuffer buffer;
    private final byte[] prefix;
    private final boolean keeping;
    private final long from;
    private int prefixRead;
    private int handedOut;

    /**
     * @param prefix comes before the reply
     * @param keeping whether everything stays; otherwise only what was read last does, so that a long stretch that nobody
     *     wants costs no memory
     */
    ReplyView(ReplyBuffer buffer, byte[] prefix, boolean keeping) {
        this.buffer = buffer;
        this.prefix = prefix;
        this.keeping = keeping;
        this.from = buffer.position();
    }

    /** The position in the reply of a byte of this stream. */
    long position(long byteOffset) {
        return from + byteOffset - prefix.length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (prefixRead < prefix.length) {
            int count = Math.min(wanted, prefix.length - prefixRead);
            System.arraycopy(prefix, prefixRead, target, offset, count);
            prefixRead += count;
            return count;
        }
        if (!keeping) {
            buffer.skip(handedOut);
            handedOut = 0;
        }
        if (!buffer.fill(handedOut + 1)) {
            return -1;
        }
        int first = buffer.begin() + handedOut;
        int count = Math.min(wanted, buffer.end() - first);
        System.arraycopy(buffer.bytes(), first, target, offset, count);
        handedOut += count;
        return count;
    }
}
