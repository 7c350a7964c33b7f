package io.caravan.cdr;

import java.io.Closeable;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A GetCdr reply as batches for the store, read as they are asked for: the batch that is being stored is kept, and the next
 * one, which is read meanwhile, however long the reply. An empty batch comes last: a split closes what it iterates over as
 * soon as there is no more, before it deals with the last one, which must not be closed by then.
 *
 * <p>A reply that turns out to be an error or cut off throws a {@link VosException} when it is reached; what was stored
 * until then is replaced by the next pull. Whoever does not read to the end closes it.
 */
public final class CdrReply implements Iterator<CdrBatch>, Closeable {

    private final LookAhead<CdrReplyReader.Made> batches;
    private final BatchRoom.Place place;
    private CdrBatch first;
    private boolean begun;
    private boolean read;
    private boolean over;

    CdrReply(InputStream body, WindowPull pull, int batchRows, BatchRoom room, Runnable afterwards) {
        this.place = room.place();
        var reader = new CdrReplyReader(body, pull, batchRows, place, afterwards);
        this.batches = new LookAhead<>("cdr-reply-" + pull.windows().get(0), reader::next, reader::close);
    }

    /** Waits for the first batch only: the next one may still be on its way while a split deals with the last one. */
    @Override
    public boolean hasNext() {
        if (!begun) {
            begun = true;
            first = made();
            over = read && first.isEmpty();
        }
        return !over;
    }

    @Override
    public CdrBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        place.stores(false);
        if (first == null && read) {
            over = true;
            return CdrBatch.empty();
        }
        CdrBatch batch = first == null ? made() : first;
        first = null;
        place.stores(true);
        return batch;
    }

    private CdrBatch made() {
        // Whoever asks again after a failure gets no second one.
        over = true;
        try {
            CdrReplyReader.Made made = batches.take().orElseThrow();
            over = false;
            read = made.isLast();
            return made.batch();
        } finally {
            if (over) {
                close();
            }
        }
    }

    /** Nothing more is wanted of the reply, nor of its batches. */
    @Override
    public void close() {
        place.stores(false);
        batches.close();
    }
}
