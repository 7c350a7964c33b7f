package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes bytes that are to be read later, as often as need be: few of them in memory, more in a file of the JVM's temporary
 * folder. The file has no name any more once it is open, so that nothing stays behind when the process is killed. Not for
 * use by several threads.
 */
public final class Spool extends OutputStream {

    /** So many bytes stay in memory, however many there are. */
    public static final int IN_MEMORY = 1024 * 1024;

    private final Chunks head = new Chunks();
    private FileChannel file;
    private long inFile;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && head.size() + length <= IN_MEMORY) {
            head.write(bytes, offset, length);
            return;
        }
        if (file == null) {
            file = unnamed();
        }
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        while (left.hasRemaining()) {
            inFile += file.write(left);
        }
    }

    private static FileChannel unnamed() throws IOException {
        Path path = Files.createTempFile("caravan-", ".rows");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Bytes so far. */
    public long size() {
        return head.size() + inFile;
    }

    /** All bytes; the next one that is written begins others. */
    public Spooled take() {
        var taken = new Spooled(head.take(), file, inFile);
        file = null;
        inFile = 0;
        return taken;
    }

    /** Gives up the bytes. */
    public void discard() throws IOException {
        take().close();
    }

    /** Does nothing: what was written is there until it is taken or given up. */
    @Override
    public void close() {}
}
