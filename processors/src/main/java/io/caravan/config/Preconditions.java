package io.caravan.config;

import java.util.Arrays;

/**
 * The headers If-Match and If-None-Match of a request (RFC 9110).
 *
 * @param ifMatch null when it was not sent
 * @param ifNoneMatch null when it was not sent
 */
record Preconditions(String ifMatch, String ifNoneMatch) {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    boolean wantsAMatch() {
        return ifMatch != null;
    }

    /** Whether the client wants there to be no document yet. */
    boolean onlyNew() {
        return ifNoneMatch != null && ANY.equals(ifNoneMatch.strip());
    }

    /** A weak tag never fits: a write wants the very same document. */
    boolean matches(String etag) {
        return ifMatch != null && has(ifMatch, etag, false);
    }

    /** Whether the client knows this version already, or wants there to be none. */
    boolean knows(String etag) {
        return ifNoneMatch != null && has(ifNoneMatch, etag, true);
    }

    private static boolean has(String header, String etag, boolean weakToo) {
        return ANY.equals(header.strip())
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(tag -> weakToo && tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
                        .anyMatch(etag::equals);
    }
}
