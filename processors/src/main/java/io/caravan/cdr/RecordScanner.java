package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Reads call records from their bytes, much faster than by a tree of JSON nodes: a node sends millions of records with the
 * same fields in the same order.
 *
 * <p>It takes only what it knows for sure, plain records without a fault. Whatever else it meets (nested values, exponents,
 * a field that stands twice, a value out of bounds, broken JSON), it leaves to Jackson and {@link CdrFieldReader}, which
 * decide what it is and why it is refused. Tests hold both against each other. Not for use by several threads.
 */
final class RecordScanner {

    /** The record does not end where the bytes do. */
    static final int MORE = -1;
    /** Jackson has to look at the record. */
    static final int UNSURE = -2;

    private static final CdrField[] FIELDS = CdrField.values();
    private static final byte[][] NAMES =
            Stream.of(FIELDS).map(RecordScanner::quotedName).toArray(byte[][]::new);
    private static final long REQUIRED = Stream.of(FIELDS)
            .filter(field -> field.kind().required())
            .mapToLong(field -> 1L << field.ordinal())
            .sum();
    private static final int NO_FIELD = FIELDS.length;

    /** Jackson has bounds for lengths of names and texts, all of them above this. */
    private static final int LONGEST = 32 * 1024;

    /** The field that followed each field last; the one that came first stands last. */
    private final int[] followers = new int[FIELDS.length + 1];

    private final JsonScalars scalars = new JsonScalars();
    private int field;

    RecordScanner() {
        for (int i = 0; i < FIELDS.length; i++) {
            followers[i] = (i + 1) % FIELDS.length;
        }
    }

    /**
     * Reads the record that begins at a place.
     *
     * @param end where the bytes end; a 0 must stand there
     * @return number of its bytes, {@link #MORE}, or {@link #UNSURE}
     */
    int scan(byte[] bytes, int from, int end, CdrRecord record) {
        record.clear();
        scalars.begin(bytes, end);
        if (bytes[from] != '{') {
            return scalars.stop(from);
        }
        int at = scalars.blanks(from + 1);
        int previous = NO_FIELD;
        long seen = 0;
        while (true) {
            at = name(bytes, at, end, previous);
            if (at < 0) {
                return at;
            }
            at = scalars.blanks(at);
            if (field == NO_FIELD) {
                at = scalars.skip(at);
            } else {
                long bit = 1L << field;
                if ((seen & bit) != 0) {
                    return UNSURE;
                }
                seen |= bit;
                previous = field;
                at = scalars.read(FIELDS[field], at, record);
            }
            if (at < 0) {
                return at;
            }
            at = scalars.blanks(at);
            if (bytes[at] == '}') {
                int length = at + 1 - from;
                boolean complete = (seen & ~record.nulls() & REQUIRED) == REQUIRED;
                return complete && length <= LONGEST ? length : UNSURE;
            } else if (bytes[at] != ',') {
                return scalars.stop(at);
            }
            at = scalars.blanks(at + 1);
        }
    }

    /** Reads a name and its colon; sets the field. */
    private int name(byte[] bytes, int from, int end, int previous) {
        int guess = followers[previous];
        byte[] name = NAMES[guess];
        int after = from + name.length;
        if (after < end && bytes[after] == ':' && Arrays.equals(bytes, from, after, name, 0, name.length)) {
            field = guess;
            return after + 1;
        }
        if (bytes[from] != '"') {
            return scalars.stop(from);
        }
        int at = scalars.plain(from + 1);
        if (bytes[at] != '"') {
            return scalars.stop(at);
        }
        field = find(bytes, from, at + 1);
        if (field != NO_FIELD) {
            followers[previous] = field;
        }
        at = scalars.blanks(at + 1);
        return bytes[at] == ':' ? at + 1 : scalars.stop(at);
    }

    private static int find(byte[] bytes, int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].length == to - from && Arrays.equals(bytes, from, to, NAMES[i], 0, NAMES[i].length)) {
                return i;
            }
        }
        return NO_FIELD;
    }

    private static byte[] quotedName(CdrField field) {
        return ('"' + field.vosName() + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
