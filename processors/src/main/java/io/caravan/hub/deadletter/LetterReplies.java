package io.caravan.hub.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Replies about letters, made of the rows of the store. */
public final class LetterReplies {

    private final ObjectMapper json;

    public LetterReplies(ObjectMapper json) {
        this.json = json;
    }

    public Map<String, Object> page(LetterPage page, List<Map<String, Object>> rows) {
        boolean more = rows.size() > page.limit();
        List<Map<String, Object>> shown = more ? rows.subList(0, page.limit()) : rows;
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("letters", shown.stream().map(LetterReplies::letter).toList());
        reply.put("count", shown.size());
        reply.put("next", more ? cursor(shown.get(shown.size() - 1)) : null);
        return reply;
    }

    /** The letter with its bytes: as base64, and as text where they are UTF-8. */
    public Map<String, Object> one(List<Map<String, Object>> rows) throws JsonProcessingException {
        if (rows.isEmpty()) {
            throw LetterQuestions.unknown();
        }
        Map<String, Object> row = rows.get(0);
        String base64 = String.valueOf(row.get("base64"));
        boolean isText = ((Number) row.get("is_text")).intValue() == 1;
        Map<String, Object> reply = letter(row);
        reply.put("facts", json.readTree(String.valueOf(row.get("facts"))));
        reply.put("text", isText ? new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8) : null);
        reply.put("base64", base64);
        return reply;
    }

    /** Letters by stream, reason, state and day, and in all. */
    public Map<String, Object> counts(List<Map<String, Object>> rows) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "letters",
                rows.stream().mapToLong(row -> number(row, "letters")).sum());
        reply.put("counts", rows.stream().map(LetterReplies::count).toList());
        return reply;
    }

    private static Map<String, Object> count(Map<String, Object> row) {
        Map<String, Object> count = new LinkedHashMap<>();
        count.put("stream", row.get("stream"));
        count.put("reason", row.get("reason"));
        count.put("state", row.get("state"));
        count.put("day", String.valueOf(row.get("day")));
        count.put("letters", number(row, "letters"));
        count.put("times", number(row, "times"));
        count.put("firstSeen", time(row, "earliest"));
        count.put("lastSeen", time(row, "latest"));
        return count;
    }

    private static Map<String, Object> letter(Map<String, Object> row) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("id", row.get("id"));
        letter.put("stream", row.get("stream"));
        letter.put("reason", row.get("reason"));
        letter.put("detail", row.get("detail"));
        letter.put("source", row.get("source"));
        letter.put("bytes", number(row, "bytes"));
        letter.put("firstSeen", time(row, "first_seen"));
        letter.put("lastSeen", time(row, "last_seen"));
        letter.put("times", number(row, "times"));
        letter.put("state", row.get("state"));
        boolean marked = !String.valueOf(row.get("outcome")).isEmpty();
        letter.put("outcome", marked ? row.get("outcome") : null);
        letter.put("markedBy", marked ? row.get("marked_by") : null);
        letter.put("markedAt", marked ? time(row, "marked_at") : null);
        return letter;
    }

    static LetterCursor cursorAt(Map<String, Object> row) {
        return new LetterCursor(time(row, "first_seen"), String.valueOf(row.get("id")));
    }

    private static String cursor(Map<String, Object> row) {
        return cursorAt(row).text();
    }

    static Instant time(Map<String, Object> row, String column) {
        return ((ZonedDateTime) row.get(column)).toInstant();
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
