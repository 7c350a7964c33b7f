package io.caravan.cdr;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the replies that are being read how large their batches are to be. Large ones cost the store least, since each insert
 * has its price; but the store is not to wait for a large one while it has nothing to do. Readers share what there is.
 */
final class BatchRoom {

    /** Beyond this a larger insert is no faster, and would take the store too much memory. */
    private static final long MOST_BYTES = 32L << 20;
    /** Below this the price of an insert is more than that of its rows. */
    private static final long LEAST_BYTES = 6L << 20;

    private static final int SHARE_OF_HEAP = 20;

    private final long mostInMemory;
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger inserts = new AtomicInteger();

    /** @param heap bytes */
    BatchRoom(long heap) {
        this.mostInMemory = heap / SHARE_OF_HEAP;
    }

    /** Of a reply that comes. */
    Place place() {
        return new Place();
    }

    /** What a reply has of the room. A state may be entered and left again at any time, and by any thread. */
    final class Place {
        private final AtomicBoolean reads = new AtomicBoolean();
        private final AtomicBoolean stores = new AtomicBoolean();

        private Place() {}

        /** Whether the reply is being read. */
        void reads(boolean now) {
            count(reads, readers, now);
        }

        /** Whether a batch of the reply is being stored. */
        void stores(boolean now) {
            count(stores, inserts, now);
        }

        private static void count(AtomicBoolean state, AtomicInteger all, boolean now) {
            if (state.compareAndSet(!now, now)) {
                all.addAndGet(now ? 1 : -1);
            }
        }

        /** Whether the batch is to be stored as it is, rather than grow. */
        boolean isEnough(GrowingBatch batch) {
            int shares = Math.max(1, readers.get());
            return batch.bytes() >= MOST_BYTES / shares
                    || batch.heapBytes() >= mostInMemory / shares
                    || inserts.get() == 0 && batch.bytes() >= LEAST_BYTES;
        }
    }
}
