package io.caravan.behavior;

import java.util.Arrays;

/** A table of 64-bit keys and the Kafka offset of each. Not for use by several threads. */
final class OffsetsByKey {

    private static final long FREE = -1;

    /** By turns a key and its offset, which are asked for together. */
    private long[] table = free(1024);

    private int size;

    int size() {
        return size;
    }

    /** Offset of the key; -1 when it is not there. */
    long get(long key) {
        return table[slot(key) + 1];
    }

    /** Keeps the offset that is there already, and returns it; -1 when there was none. */
    long putIfAbsent(long key, long offset) {
        int slot = slot(key);
        long known = table[slot + 1];
        if (known == FREE) {
            table[slot] = key;
            table[slot + 1] = offset;
            if (++size > table.length / 4) {
                grow();
            }
        }
        return known;
    }

    /** Replaces the offset of a key that is there. */
    void put(long key, long offset) {
        table[slot(key) + 1] = offset;
    }

    private void grow() {
        long[] old = table;
        table = free(old.length);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != FREE) {
                int slot = slot(old[i]);
                table[slot] = old[i];
                table[slot + 1] = old[i + 1];
            }
        }
    }

    /** The keys are hashes already, so that their low bits are as good as any. */
    private int slot(long key) {
        int slot = (int) (key << 1) & table.length - 1;
        while (table[slot + 1] != FREE && table[slot] != key) {
            slot = slot + 2 & table.length - 1;
        }
        return slot;
    }

    private static long[] free(int slots) {
        long[] table = new long[slots * 2];
        Arrays.fill(table, FREE);
        return table;
    }
}
