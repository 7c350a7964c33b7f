package io.caravan.query.view;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of a file. */
final class Amounts {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,12}) ?([KMGT]i?B|B)?");
    private static final Map<String, Integer> POWERS = Map.of("B", 0, "K", 1, "M", 2, "G", 3, "T", 4);

    private Amounts() {}

    static Optional<Integer> whole(String text) {
        return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** KiB are powers of 1024, KB of 1000. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        long step = unit.contains("i") ? 1024 : 1000;
        long size = Long.parseLong(matcher.group(1));
        try {
            for (int i = POWERS.get(unit.substring(0, 1)); i > 0; i--) {
                size = Math.multiplyExact(size, step);
            }
        } catch (ArithmeticException e) {
            // More than any server has is no size.
            return Optional.empty();
        }
        return size > 0 ? Optional.of(size) : Optional.empty();
    }
}
