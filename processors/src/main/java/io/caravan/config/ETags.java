package io.caravan.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.bson.Document;

/**
 * Names the version of a document: its revision, and a digest of everything in it, so that one that was deleted and made
 * anew, or changed by another program that counts no revisions, has another tag.
 */
final class ETags {

    private static final int BYTES = 8;

    private ETags() {}

    static String of(Document document) {
        Object revision = document.get(ConfigFields.REVISION);
        return "\"" + (revision instanceof Number number ? number.longValue() : 0) + "-" + digest(document) + "\"";
    }

    /** The order of fields says nothing, and not every server keeps it. */
    private static Document sorted(Map<?, ?> document) {
        var sorted = new TreeMap<String, Object>();
        document.forEach((name, value) -> sorted.put(String.valueOf(name), sortedBelow(value)));
        return new Document(sorted);
    }

    private static Object sortedBelow(Object value) {
        if (value instanceof List<?> list) {
            var below = new ArrayList<>(list.size());
            list.forEach(element -> below.add(sortedBelow(element)));
            return below;
        }
        return value instanceof Map<?, ?> map ? sorted(map) : value;
    }

    private static String digest(Document document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(sorted(document).toJson().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
