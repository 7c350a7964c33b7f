package io.caravan.embedded.vos.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on the beginning of a reply: at most so many bytes, and never the last two, so that no reply comes whole. */
final class CutOutputStream extends FilterOutputStream {

    private static final int KEPT = 2;

    private final byte[] tail = new byte[KEPT];
    private long left;
    private long seen;

    /** Ends the writing once the limit is reached. */
    static final class Cut extends IOException {
        Cut() {
            super("The reply is cut here on purpose");
        }
    }

    CutOutputStream(OutputStream out, long limit) {
        super(out);
        left = limit;
    }

    @Override
    public void write(int b) throws IOException {
        if (left == 0) {
            throw new Cut();
        }
        int place = (int) (seen++ % KEPT);
        if (seen > KEPT) {
            left--;
            out.write(tail[place]);
        }
        tail[place] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }
}
