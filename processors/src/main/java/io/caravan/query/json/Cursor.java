package io.caravan.query.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.caravan.query.QueryException;

/**
 * Where the next page of an answer begins. Clients pass it on as it is.
 *
 * @param offset rows before the page
 * @param question fingerprint of the question that it belongs to
 */
record Cursor(int offset, String question) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):([0-9a-f]{16})");
    private static final String PART = "cursor";

    String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((offset + ":" + question).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param question fingerprint of the question that is asked now
     * @throws QueryException when it is no cursor, or one of another question
     */
    static Cursor read(String text, String question) {
        Matcher parts = TEXT.matcher(decode(text));
        if (!parts.matches()) {
            throw noCursor();
        }
        if (!parts.group(2).equals(question)) {
            throw new QueryException(PART, "cursor: it belongs to another question; begin again without it.");
        }
        return new Cursor(Integer.parseInt(parts.group(1)), question);
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw noCursor();
        }
    }

    private static QueryException noCursor() {
        return new QueryException(PART, "cursor: it is not one that a reply gave.");
    }
}
