package io.caravan.cdr;

/**
 * Reads the plain values of call records; what is not plain is left to Jackson. Methods take the place of a value and return
 * the place after it, or {@link RecordScanner#MORE} or {@link RecordScanner#UNSURE}.
 */
final class JsonScalars {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /** Digits that fit into a long whatever they are. */
    private static final int MOST_DIGITS = 18;

    private static final long MOST_MICROS = 1_000_000_000_000_000_000L;

    private final JsonText text = new JsonText();
    private byte[] bytes;
    private int end;

    void begin(byte[] newBytes, int newEnd) {
        bytes = newBytes;
        end = newEnd;
        text.begin(newBytes, newEnd);
    }

    int blanks(int from) {
        int at = from;
        while (bytes[at] <= ' ' && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** The first byte that is not part of a plain ASCII text. */
    int plain(int from) {
        return text.plain(from);
    }

    /** What to say when the byte at a place is not what was wanted. */
    int stop(int at) {
        return at >= end ? RecordScanner.MORE : RecordScanner.UNSURE;
    }

    int read(CdrField field, int from, CdrRecord record) {
        if (bytes[from] == 'n') {
            record.setNull(field);
            return word(NULL, from);
        }
        return switch (field.kind()) {
            case TEXT -> bytes[from] == '"' ? text.read(field, from + 1, record) : stop(from);
            case MONEY -> money(field, from, record);
            default -> integer(field, from, record);
        };
    }

    /** Passes over the value of a field that nobody wants. */
    int skip(int from) {
        return switch (bytes[from]) {
            case '"' -> {
                int at = plain(from + 1);
                yield bytes[at] == '"' ? at + 1 : stop(at);
            }
            case 'n' -> word(NULL, from);
            case 't' -> word(TRUE, from);
            case 'f' -> word(FALSE, from);
            default -> number(from);
        };
    }

    private int word(byte[] word, int from) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return stop(from + i);
            }
        }
        return from + word.length;
    }

    private int integer(CdrField field, int from, CdrRecord record) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = digits(first);
        if (at < 0) {
            return at;
        }
        long number = value(first, at);
        number = negative ? -number : number;
        if (number < field.kind().least() || number > field.kind().most()) {
            return RecordScanner.UNSURE;
        }
        record.set(field, number);
        return at;
    }

    private int money(CdrField field, int from, CdrRecord record) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = digits(first);
        if (at < 0 || at - first > MOST_DIGITS - Money.PLACES) {
            return at < 0 ? at : RecordScanner.UNSURE;
        }
        long micros = value(first, at);
        int places = 0;
        if (bytes[at] == '.') {
            int point = at++;
            while (isDigit(bytes[at])) {
                at++;
            }
            places = at - point - 1;
            if (places == 0 || places > 4 * MOST_DIGITS) {
                return stop(at);
            }
            int kept = Math.min(places, Money.PLACES);
            for (int i = 1; i <= kept; i++) {
                micros = micros * 10 + bytes[point + i] - '0';
            }
            // Half up, by the first digit that is left out.
            if (places > Money.PLACES && bytes[point + Money.PLACES + 1] >= '5') {
                micros++;
            }
            places = kept;
        }
        for (int i = places; i < Money.PLACES; i++) {
            micros *= 10;
        }
        if (micros >= MOST_MICROS) {
            return RecordScanner.UNSURE;
        }
        record.set(field, negative ? -micros : micros);
        return at;
    }

    private int number(int from) {
        int at = digits(bytes[from] == '-' ? from + 1 : from);
        if (at < 0 || bytes[at] != '.') {
            return at;
        }
        int point = at++;
        while (isDigit(bytes[at])) {
            at++;
        }
        return at == point + 1 || at - point > 4 * MOST_DIGITS ? stop(at) : at;
    }

    /** Passes over the whole part of a number. */
    private int digits(int from) {
        int at = from;
        while (isDigit(bytes[at])) {
            at++;
        }
        // A number that ends where the bytes do may have more digits.
        if (at == from || at >= end) {
            return stop(at);
        }
        boolean plain = at - from <= MOST_DIGITS && (bytes[from] != '0' || at == from + 1);
        return plain ? at : RecordScanner.UNSURE;
    }

    private long value(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
