package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.UncheckedIOException;

import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;

/**
 * The body of an insert with format Native, compressed while it grows: memory holds little of a large insert, and a large
 * insert makes a large part, which the server has not to merge so soon. Not for use by several threads.
 */
public final class CompressedBlocks {

    /** What the body is to be declared as. Source: ClickHouse's HTTP interface, compression by Content-Encoding. */
    public static final String ENCODING = "lz4";

    private final Chunks bytes = new Chunks();
    private LZ4FrameOutputStream frame;

    /** Takes all rows out of the block; it is compressed best when it is a little smaller than 1 MB. */
    public void take(Block block) {
        try {
            if (frame == null) {
                frame = new LZ4FrameOutputStream(bytes, BLOCKSIZE.SIZE_1MB, FLG.Bits.BLOCK_INDEPENDENCE);
            }
            block.writeTo(frame);
            frame.flush();
            block.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    /** Bytes so far. */
    public int size() {
        return bytes.size();
    }

    /** The whole body; the next block begins another one. */
    public byte[] finish() {
        try {
            if (frame != null) {
                frame.close();
                frame = null;
            }
            return bytes.take();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }
}
