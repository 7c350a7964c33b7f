package io.caravan.cdr.reconciliation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Where a page ended, as a text that clients hand back as it is. */
final class Cursor {

    private static final String SEPARATOR = "\u0000";

    private Cursor() {}

    static String of(Object... parts) {
        String text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it is not one of so many parts */
    static List<String> parts(String cursor, int count) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<String> parts = List.of(text.split(SEPARATOR, -1));
        if (parts.size() != count) {
            throw new IllegalArgumentException(parts.size() + " parts instead of " + count);
        }
        return parts;
    }
}
