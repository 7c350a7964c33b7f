package io.caravan.behavior;

import java.util.Arrays;

/** A table of 64-bit keys and the Kafka offset of each. Not for use by several threads. */
final class OffsetsByKey {

    private static final long FREE = -1;

    private long[] keys = new long[1024];
    private long[] offsets = free(1024);
    private int size;

    int size() {
        return size;
    }

    /** Offset of the key; -1 when it is not there. */
    long get(long key) {
        return offsets[slot(key)];
    }

    /** Keeps the offset that is there already. */
    void putIfAbsent(long key, long offset) {
        int slot = slot(key);
        if (offsets[slot] != FREE) {
            return;
        }
        keys[slot] = key;
        offsets[slot] = offset;
        if (++size > keys.length / 2) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldOffsets = offsets;
        keys = new long[oldKeys.length * 2];
        offsets = free(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldOffsets[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                offsets[slot] = oldOffsets[i];
            }
        }
    }

    /** The keys are hashes already, so that their low bits are as good as any. */
    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (offsets[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private static long[] free(int length) {
        long[] offsets = new long[length];
        Arrays.fill(offsets, FREE);
        return offsets;
    }
}
