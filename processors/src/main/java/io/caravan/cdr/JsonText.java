package io.caravan.cdr;

import java.util.Arrays;

/** Reads texts of call records as UTF-8: most are taken from the reply as they stand, those with escapes are written anew. */
final class JsonText {

    private byte[] bytes;
    private int end;
    private byte[] written = new byte[1024];
    private int size;
    private int codePoint;

    void begin(byte[] newBytes, int newEnd) {
        bytes = newBytes;
        end = newEnd;
        size = 0;
    }

    /** The first byte from here on that is not part of a plain ASCII text: a quote, a backslash, and all that is rare. */
    int plain(int from) {
        int at = from;
        // Bytes beyond ASCII are negative.
        while (bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Reads a text; from is behind its opening quote. */
    int read(CdrField field, int from, CdrRecord record) {
        int at = plain(from);
        while (bytes[at] < 0) {
            int length = sequence(at);
            if (length < 0) {
                return length;
            }
            at = plain(at + length);
        }
        if (bytes[at] == '"') {
            record.set(field, bytes, from, at - from);
            return at + 1;
        }
        return bytes[at] == '\\' ? unescape(field, from, at, record) : stop(at);
    }

    private int unescape(CdrField field, int from, int firstEscape, CdrRecord record) {
        int begin = size;
        append(from, firstEscape);
        int at = firstEscape;
        while (bytes[at] != '"') {
            int next;
            if (bytes[at] == '\\') {
                next = escape(at + 1);
            } else if (bytes[at] < 0) {
                int length = sequence(at);
                next = length < 0 ? length : at + length;
                append(at, next);
            } else {
                next = plain(at);
                if (next == at) {
                    return stop(at);
                }
                append(at, next);
            }
            if (next < 0) {
                return next;
            }
            at = next;
        }
        record.set(field, written, begin, size - begin);
        return at + 1;
    }

    /** Writes what an escape stands for; from is behind its backslash. */
    private int escape(int from) {
        int simple = "\"\\/bfnrt".indexOf(bytes[from]);
        if (simple >= 0) {
            room(1);
            written[size++] = (byte) "\"\\/\b\f\n\r\t".charAt(simple);
            return from + 1;
        }
        return bytes[from] == 'u' ? unicode(from + 1) : stop(from);
    }

    private int unicode(int from) {
        int at = hex(from);
        if (at < 0) {
            return at;
        }
        int high = codePoint;
        if (Character.isHighSurrogate((char) high)) {
            if (bytes[at] != '\\' || bytes[at + 1] != 'u') {
                return bytes[at] == '\\' ? stop(at + 1) : stop(at);
            }
            at = hex(at + 2);
            if (at < 0 || !Character.isLowSurrogate((char) codePoint)) {
                return at < 0 ? at : RecordScanner.UNSURE;
            }
            codePoint = Character.toCodePoint((char) high, (char) codePoint);
        } else if (Character.isLowSurrogate((char) high)) {
            return RecordScanner.UNSURE;
        }
        encode(codePoint);
        return at;
    }

    private int hex(int from) {
        codePoint = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                return stop(i);
            }
            codePoint = codePoint << 4 | digit;
        }
        return from + 4;
    }

    private void encode(int point) {
        room(4);
        if (point < 0x80) {
            written[size++] = (byte) point;
        } else if (point < 0x800) {
            written[size++] = (byte) (0xC0 | point >> 6);
            written[size++] = (byte) (0x80 | point & 0x3F);
        } else if (point < 0x10000) {
            written[size++] = (byte) (0xE0 | point >> 12);
            written[size++] = (byte) (0x80 | point >> 6 & 0x3F);
            written[size++] = (byte) (0x80 | point & 0x3F);
        } else {
            written[size++] = (byte) (0xF0 | point >> 18);
            written[size++] = (byte) (0x80 | point >> 12 & 0x3F);
            written[size++] = (byte) (0x80 | point >> 6 & 0x3F);
            written[size++] = (byte) (0x80 | point & 0x3F);
        }
    }

    /** Length of the well-formed UTF-8 sequence that begins here (Unicode Standard, table 3-7). */
    private int sequence(int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead < 0xC2 || lead > 0xF4) {
            return RecordScanner.UNSURE;
        } else if (at + length > end) {
            return RecordScanner.MORE;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        boolean formed = second >= least && second <= most;
        for (int i = at + 2; i < at + length; i++) {
            formed &= (bytes[i] & 0xC0) == 0x80;
        }
        return formed ? length : RecordScanner.UNSURE;
    }

    private void append(int from, int to) {
        if (to > from) {
            room(to - from);
            System.arraycopy(bytes, from, written, size, to - from);
            size += to - from;
        }
    }

    /** Texts that were read before stay in the array they were written into. */
    private void room(int wanted) {
        if (size + wanted > written.length) {
            written = Arrays.copyOf(written, (size + wanted) * 2);
        }
    }

    private int stop(int at) {
        return at >= end ? RecordScanner.MORE : RecordScanner.UNSURE;
    }
}
