package io.caravan.docker;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the tests of this package share. */
final class Images {

    /** A tag that tells a version: with a digit, and at least one dot. */
    private static final Pattern PINNED = Pattern.compile("[a-z0-9/-]+:[\\w-]*\\d+\\.\\d[\\w.-]*");

    private Images() {}

    static boolean isPinned(String image) {
        return PINNED.matcher(image).matches();
    }

    /** The java that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
