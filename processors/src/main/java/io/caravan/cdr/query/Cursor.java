package io.caravan.cdr.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/**
 * Where the next page begins. Clients pass it on as it is.
 *
 * @param question a digest of the parameters that it belongs to
 * @param asOf when the first page was asked for, epoch milliseconds: a day that is left out stays the same on every page
 * @param after the last record's values in the columns of the order, as texts
 */
record Cursor(String question, long asOf, List<String> after) {

    /** Parameters that may change from page to page. */
    private static final Set<String> FREE = Set.of("cursor", "limit", "total", "fields");

    /** The year 2100, epoch milliseconds. */
    private static final long LATEST = 4_102_444_800_000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    Instant instant() {
        return Instant.ofEpochMilli(asOf);
    }

    String write() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor is always JSON", e);
        }
    }

    /** @throws ProblemException 400 when it is no cursor, or one of another question */
    static Cursor read(String text, RequestParameters parameters, Sort sort) {
        Cursor cursor = parse(text);
        if (!cursor.question.equals(digest(parameters))) {
            throw bad("cursor: it belongs to other parameters; begin again without it.");
        }
        List<Sort.Part> parts = sort.parts();
        boolean fits = cursor.asOf >= 0
                && cursor.asOf < LATEST
                && cursor.after != null
                && cursor.after.size() == parts.size()
                && IntStream.range(0, parts.size())
                        .allMatch(i -> parts.get(i).type().fits(cursor.after.get(i)));
        if (!fits) {
            throw noCursor();
        }
        return cursor;
    }

    private static Cursor parse(String text) {
        try {
            Cursor cursor = JSON.readValue(Base64.getUrlDecoder().decode(text), Cursor.class);
            if (cursor != null && cursor.question != null) {
                return cursor;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw noCursor();
        }
        throw noCursor();
    }

    private static ProblemException noCursor() {
        return bad("cursor: it is not one that a reply gave as next.");
    }

    private static ProblemException bad(String detail) {
        return BadParameter.problem("bad-cursor", "cursor", detail);
    }

    static String digest(RequestParameters parameters) {
        Map<String, List<String>> fixed = new TreeMap<>(parameters.values());
        fixed.keySet().removeAll(FREE);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(fixed.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
