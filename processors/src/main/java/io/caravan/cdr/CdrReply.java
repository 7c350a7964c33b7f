package io.caravan.cdr;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A GetCdr reply as batches for the store, read as they are asked for: memory holds the batch that is being stored and the
 * next one, which is read meanwhile, however long the reply.
 *
 * <p>A reply that turns out to be an error or cut off throws a {@link VosException} when it is reached; what was stored
 * until then is replaced by the next pull. Whoever does not read to the end closes it.
 */
public final class CdrReply implements Iterator<CdrBatch>, Closeable {

    private final LookAhead<CdrBatch> batches;
    private Optional<CdrBatch> next;

    CdrReply(InputStream body, WindowPull pull, int batchRows, BatchRoom room, Runnable read) {
        var reader = new CdrReplyReader(body, pull, batchRows, room, read);
        this.batches = new LookAhead<>("cdr-reply-" + pull.windows().get(0), reader::next, reader);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            // Whoever asks again after a failure gets no second one.
            next = Optional.empty();
            next = batches.take();
        }
        return next.isPresent();
    }

    @Override
    public CdrBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CdrBatch batch = next.orElseThrow();
        next = null;
        return batch;
    }

    /** Nothing more is wanted of the reply. */
    @Override
    public void close() throws IOException {
        batches.close();
    }
}
