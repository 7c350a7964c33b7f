package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognises the plainest forms of JSON's texts and numbers in bytes. Not for use by several threads. */
final class PlainJson {

    private byte[] bytes;

    void begin(byte[] json) {
        bytes = json;
    }

    boolean is(int at, char wanted) {
        return at >= 0 && at < bytes.length && bytes[at] == wanted;
    }

    boolean starts(int at, byte[] wanted) {
        int end = at + wanted.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
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
