package io.caravan.behavior;

/** What has to be known of a body before its JSON is read. */
final class Bytes {

    private Bytes() {}

    static boolean contains(byte[] body, byte[] part) {
        for (int i = 0; i <= body.length - part.length; i++) {
            if (body[i] == part[0] && java.util.Arrays.equals(body, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    static boolean blankFrom(byte[] body, int start) {
        return blank(body, start, body.length);
    }

    /** Whether there is nothing but what JSON calls white space. */
    static boolean blank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\n' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Where the line that begins at {@code start} ends: its line feed, or the end of the body. */
    static int lineEnd(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }
}
