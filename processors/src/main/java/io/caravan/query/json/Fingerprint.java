package io.caravan.query.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What tells questions apart. */
final class Fingerprint {

    private static final Set<String> FREE = Set.of("limit", "cursor");
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(String view, ObjectNode question) {
        Map<String, JsonNode> fixed = new TreeMap<>();
        question.properties().forEach(member -> fixed.put(member.getKey(), member.getValue()));
        fixed.keySet().removeAll(FREE);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((view + "\n" + fixed).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
