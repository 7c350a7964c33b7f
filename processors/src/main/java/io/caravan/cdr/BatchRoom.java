package io.caravan.cdr;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that batches may take, shared by the replies that are being read: a single one gets large batches, which cost
 * the store least, and several nodes at once still fit into a small heap.
 */
final class BatchRoom {

    /** Beyond this a larger insert is no faster. */
    private static final long MOST_BYTES = 64L << 20;
    /** Of a batch the heap holds what is growing, the insert that is made of it, and the one that is being sent. */
    private static final int SHARE_OF_HEAP = 20;

    /** The store is to begin soon, and gets larger batches while it is at work. */
    private static final long FIRST_BYTES = 2L << 20;

    private static final int GROWTH = 4;

    private final long bytes;
    private final AtomicInteger readers = new AtomicInteger();

    /** @param heap bytes */
    BatchRoom(long heap) {
        this.bytes = Math.min(MOST_BYTES, heap / SHARE_OF_HEAP);
    }

    void enter() {
        readers.incrementAndGet();
    }

    void leave() {
        readers.decrementAndGet();
    }

    /**
     * Most bytes of records in a reader's next batch.
     *
     * @param before how many batches the reader has made
     */
    long bytes(int before) {
        long room = bytes / Math.max(1, readers.get());
        long grown = FIRST_BYTES;
        for (int i = 0; i < before && grown < room; i++) {
            grown *= GROWTH;
        }
        return Math.min(grown, room);
    }
}
