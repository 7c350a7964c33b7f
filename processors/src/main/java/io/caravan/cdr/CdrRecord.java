package io.caravan.cdr;

import java.util.Arrays;

/** The fields of one call record, as their columns take them. Used again for record after record. */
final class CdrRecord {

    private static final int FIELDS = CdrField.values().length;
    private static final byte[] NO_TEXT = {};

    /** By place of the field. Whole numbers as they are, money in millionths. */
    private final long[] numbers = new long[FIELDS];

    /** UTF-8. */
    private final byte[][] texts = new byte[FIELDS][];

    private final int[] offsets = new int[FIELDS];
    private final int[] lengths = new int[FIELDS];
    private long nulls;

    /** Every field as if it were missing. */
    void clear() {
        Arrays.fill(numbers, 0);
        Arrays.fill(texts, NO_TEXT);
        Arrays.fill(offsets, 0);
        Arrays.fill(lengths, 0);
        nulls = 0;
        set(CdrField.END_DIRECTION, -1);
    }

    /** The field is there, with nothing in it: the same as if it were missing. */
    void setNull(CdrField field) {
        nulls |= 1L << field.ordinal();
    }

    /** A bit for each field that was null. */
    long nulls() {
        return nulls;
    }

    void set(CdrField field, long number) {
        numbers[field.ordinal()] = number;
    }

    /** @param bytes are not copied */
    void set(CdrField field, byte[] bytes, int offset, int length) {
        texts[field.ordinal()] = bytes;
        offsets[field.ordinal()] = offset;
        lengths[field.ordinal()] = length;
    }

    long number(CdrField field) {
        return numbers[field.ordinal()];
    }

    byte[] text(CdrField field) {
        return texts[field.ordinal()];
    }

    int textOffset(CdrField field) {
        return offsets[field.ordinal()];
    }

    int textLength(CdrField field) {
        return lengths[field.ordinal()];
    }

    boolean textIs(CdrField field, byte[] expected) {
        int offset = textOffset(field);
        return Arrays.equals(text(field), offset, offset + textLength(field), expected, 0, expected.length);
    }
}
