package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognises the plainest forms of JSON's texts and numbers in bytes. Not for use by several threads. */
final class PlainJson {

    private static final int DEEPEST = 8;
    private static final int MOST_DIGITS = 18;
    private static final Word[] WORDS = {new Word("true"), new Word("false"), new Word("null")};

    private final int[] nameStarts = new int[64];
    private final int[] nameEnds = new int[64];
    private byte[] bytes;

    void begin(byte[] json) {
        bytes = json;
    }

    boolean is(int at, char wanted) {
        return at >= 0 && at < bytes.length && bytes[at] == wanted;
    }

    boolean starts(int at, Word wanted) {
        return wanted.isAt(bytes, at);
    }

    /** Place behind a text without escapes, in proper UTF-8; -1 when it is none. */
    int text(int from) {
        if (!is(from, '"')) {
            return -1;
        }
        int signs = 0;
        for (int at = from + 1; at < bytes.length; at++) {
            byte next = bytes[at];
            if (next == '"') {
                return signs >= 0 || proper(from + 1, at) ? at + 1 : -1;
            }
            if (next == '\\' || next >= 0 && next < ' ') {
                return -1;
            }
            signs |= next;
        }
        return -1;
    }

    /** Place behind a number of digits, with or without a fraction; -1 when it is none, or there is more to it. */
    int number(int from, boolean fraction) {
        int at = digits(from);
        if (at == from || at - from > 1 && bytes[from] == '0') {
            return -1;
        }
        if (fraction && is(at, '.')) {
            int end = digits(at + 1);
            at = end == at + 1 ? -1 : end;
        }
        return is(at, ',') || is(at, '}') ? at : -1;
    }

    private int digits(int from) {
        int at = from;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /**
     * Place behind an object or an array that is written as a mapper would write it: without blanks, escapes, fractions and
     * names that stand twice; -1 when it is anything else.
     */
    int nested(int from) {
        return nested(from, 0, 0);
    }

    private int nested(int from, int depth, int names) {
        boolean object = is(from, '{');
        char close = object ? '}' : ']';
        if (!object && !is(from, '[') || depth == DEEPEST) {
            return -1;
        }
        int at = from + 1;
        if (is(at, close)) {
            return at + 1;
        }
        for (int known = names; ; known++) {
            if (object) {
                at = name(at, names, known);
            }
            at = at < 0 ? -1 : value(at, depth, known + 1);
            if (is(at, close)) {
                return at + 1;
            }
            if (!is(at, ',')) {
                return -1;
            }
            at++;
        }
    }

    /** Place of the value of a name that is none of those known before. */
    private int name(int from, int first, int known) {
        int end = text(from);
        if (!is(end, ':') || known >= nameStarts.length) {
            return -1;
        }
        for (int i = first; i < known; i++) {
            if (Arrays.equals(bytes, nameStarts[i], nameEnds[i], bytes, from, end)) {
                return -1;
            }
        }
        nameStarts[known] = from;
        nameEnds[known] = end;
        return end + 1;
    }

    private int value(int from, int depth, int names) {
        if (is(from, '"')) {
            return text(from);
        }
        if (is(from, '{') || is(from, '[')) {
            return nested(from, depth + 1, names);
        }
        for (Word word : WORDS) {
            if (starts(from, word)) {
                return from + word.length();
            }
        }
        int digits = is(from, '-') ? from + 1 : from;
        int end = digits(digits);
        boolean plain = end > digits
                && end - digits <= MOST_DIGITS
                && (bytes[digits] != '0' || end - digits == 1 && digits == from);
        return plain ? end : -1;
    }

    /** Whether something in the text is certainly no blank. */
    boolean visible(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] > ' ') {
                return true;
            }
        }
        return false;
    }

    /** Whether the text is certainly the same in lower case. */
    boolean lowerCase(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0 || bytes[i] >= 'A' && bytes[i] <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private boolean proper(int from, int to) {
        byte[] same = new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, from, to, same, 0, same.length);
    }
}
