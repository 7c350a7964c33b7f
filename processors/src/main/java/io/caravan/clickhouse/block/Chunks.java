package io.caravan.clickhouse.block;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes in pieces: they grow without being copied, so that memory holds them once. Not for use by several threads. */
final class Chunks extends OutputStream {

    private static final int CHUNK = 256 * 1024;

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int inLast = CHUNK;
    private int size;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (inLast == CHUNK) {
                chunks.add(new byte[CHUNK]);
                inLast = 0;
            }
            int part = Math.min(length - done, CHUNK - inLast);
            System.arraycopy(bytes, offset + done, chunks.getLast(), inLast, part);
            inLast += part;
            done += part;
        }
        size += length;
    }

    int size() {
        return size;
    }

    /** All bytes; there are none left then. */
    byte[] take() {
        byte[] all = new byte[size];
        int done = 0;
        while (!chunks.isEmpty()) {
            byte[] chunk = chunks.remove();
            int part = Math.min(CHUNK, size - done);
            System.arraycopy(chunk, 0, all, done, part);
            done += part;
        }
        inLast = CHUNK;
        size = 0;
        return all;
    }
}
