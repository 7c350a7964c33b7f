package io.caravan.migration;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** File names for names that may hold anything: different names have different files. */
final class FileName {

    private static final int LONGEST = 180;

    private FileName() {}

    static String of(String name) {
        var safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '_'
                    || b == '-'
                    || b == '.' && !safe.isEmpty();
            safe.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xff));
        }
        return safe.length() <= LONGEST
                ? safe.toString()
                // No escaped name has a tilde.
                : safe.substring(0, LONGEST) + "~" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
