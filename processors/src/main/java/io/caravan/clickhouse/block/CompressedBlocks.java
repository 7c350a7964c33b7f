package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;

/**
 * The body of an insert with format Native, compressed while it grows. A large insert makes a large part, which the server
 * has not to merge so soon. Not for use by several threads.
 */
public final class CompressedBlocks {

    /** What the body is to be declared as. Source: ClickHouse's HTTP interface, compression by Content-Encoding. */
    public static final String ENCODING = "lz4";

    private final OutputStream out;
    private LZ4FrameOutputStream frame;

    /** @param out takes the body, and is closed at the end of each one */
    public CompressedBlocks(OutputStream out) {
        this.out = out;
    }

    /**
     * Takes all rows out of the block; it is compressed best when it is a little smaller than 1 MB.
     *
     * @throws UncheckedIOException when the body cannot be written
     */
    public void take(Block block) {
        try {
            if (frame == null) {
                frame = new LZ4FrameOutputStream(out, BLOCKSIZE.SIZE_1MB, FLG.Bits.BLOCK_INDEPENDENCE);
            }
            block.writeTo(frame);
            frame.flush();
            block.clear();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** The body is whole; the next block begins another one. */
    public void finish() {
        try {
            if (frame != null) {
                frame.close();
                frame = null;
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Gives up the body as far as it has come; the next block begins another one. Nothing is written. */
    public void discard() {
        frame = null;
    }

    private static UncheckedIOException unwritten(IOException cause) {
        return new UncheckedIOException("rows cannot be kept until they are inserted: " + cause.getMessage(), cause);
    }
}
