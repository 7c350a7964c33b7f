package io.caravan.clickhouse.block;

import java.util.Arrays;

/**
 * Texts of a column of which few differ: the different ones, and the place of each row's text among them.
 *
 * <p>Sent as a block's own dictionary. Layout (ClickHouse documentation, "Native", and its serialization of
 * LowCardinality): version 1; flags with the width of a place; number of texts and the texts; number of rows and the places.
 */
final class DictionaryBuffer extends ColumnBuffer {

    private static final int VERSION = 1;
    private static final int OWN_TEXTS = 1 << 9;
    private static final int NEW_DICTIONARY = 1 << 10;
    private static final int FREE = -1;

    private ColumnBuffer texts;
    private int[] starts;
    private int[] lengths;
    private int[] slots;
    private int count;
    private int latest;

    DictionaryBuffer() {
        forget();
    }

    private void forget() {
        texts = new ColumnBuffer();
        starts = new int[16];
        lengths = new int[16];
        slots = free(32);
        count = 0;
        latest = placeOf(new byte[0], 0, 0);
    }

    @Override
    public void bytes(byte[] value, int offset, int length) {
        if (!is(latest, value, offset, length)) {
            latest = placeOf(value, offset, length);
        }
        int32(latest);
    }

    /** Texts that no row has any more stay in the dictionary, unless no row is left. */
    @Override
    void cutTo(int earlierSize) {
        super.cutTo(earlierSize);
        if (earlierSize == 0) {
            forget();
        }
    }

    @Override
    ColumnBuffer encoded() {
        int rows = size() / Integer.BYTES;
        if (rows == 0) {
            // The server reads nothing of a column without rows.
            return new ColumnBuffer();
        }
        int width = count <= 1 << 8 ? 0 : count <= 1 << 16 ? 1 : 2;
        var out = new ColumnBuffer();
        out.int64(VERSION);
        out.int64(OWN_TEXTS | NEW_DICTIONARY | width);
        out.int64(count);
        out.append(texts);
        out.int64(rows);
        for (int row = 0; row < rows; row++) {
            int place = int32At(row * Integer.BYTES);
            switch (width) {
                case 0 -> out.int8(place);
                case 1 -> out.int16(place);
                default -> out.int32(place);
            }
        }
        return out;
    }

    private int placeOf(byte[] value, int offset, int length) {
        int slot = hash(value, offset, length) & slots.length - 1;
        while (slots[slot] != FREE) {
            if (is(slots[slot], value, offset, length)) {
                return slots[slot];
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = count;
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        texts.bytes(value, offset, length);
        starts[count] = texts.size() - length;
        lengths[count] = length;
        if (++count > slots.length / 2) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        slots = free(slots.length * 2);
        for (int place = 0; place < count; place++) {
            int slot = texts.hash(starts[place], lengths[place]) & slots.length - 1;
            while (slots[slot] != FREE) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = place;
        }
    }

    private boolean is(int place, byte[] value, int offset, int length) {
        return lengths[place] == length && texts.isAt(starts[place], value, offset, length);
    }

    private static int[] free(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
