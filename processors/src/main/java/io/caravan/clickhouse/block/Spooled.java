package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * Bytes of a {@link Spool} as the body of a message: may be read again after {@link #reset}, and by others from a
 * {@link #copy}. Closing ends the copies too; closing a copy does nothing.
 */
public final class Spooled extends InputStream implements StreamCache {

    private final byte[] head;
    private final FileChannel file;
    private final long length;
    private final boolean isCopy;
    private long position;

    /** @param file what comes after the head; null: nothing */
    Spooled(byte[] head, FileChannel file, long inFile) {
        this(head, file, head.length + inFile, false);
    }

    private Spooled(byte[] head, FileChannel file, long length, boolean isCopy) {
        this.head = head;
        this.file = file;
        this.length = length;
        this.isCopy = isCopy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        if (position >= length) {
            return wanted == 0 ? 0 : -1;
        }
        int read;
        if (position < head.length) {
            read = (int) Math.min(wanted, head.length - position);
            System.arraycopy(head, (int) position, bytes, offset, read);
        } else {
            int most = (int) Math.min(wanted, length - position);
            read = file.read(ByteBuffer.wrap(bytes, offset, most), position - head.length);
        }
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void reset() {
        position = 0;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return new Spooled(head, file, length, true);
    }

    @Override
    public boolean inMemory() {
        return file == null;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        if (file != null && !isCopy) {
            file.close();
        }
    }
}
