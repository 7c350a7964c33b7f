package io.caravan.hub.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Which letters a request means, and what is written down about them; the routes send them. */
public final class LetterActions {

    private static final int MOST_TOGETHER = 200;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final LetterRequestReader reader;
    private final ObjectMapper json;

    /**
     * @param strict refuses fields that it does not know
     * @param json for what the hub itself writes
     */
    public LetterActions(ObjectMapper strict, ObjectMapper json) {
        this.reader = new LetterRequestReader(strict);
        this.json = json;
    }

    /**
     * @param wish resend or discard
     * @throws ProblemException 404 for another wish, 400 for a body that makes no sense
     */
    public LetterTurn read(String wish, String body) throws JsonProcessingException {
        if (!wish.equals("resend") && !wish.equals("discard")) {
            throw new ProblemException(Problem.of(
                    404, "no-such-endpoint", "Nothing is here", "Dead letters can be told to resend or discard."));
        }
        LetterRequest request = reader.read(body);
        boolean byIds = request.ids() != null;
        List<String> ids = byIds ? request.ids().stream().distinct().toList() : List.of();
        LetterFilter filter =
                byIds ? LetterFilter.read(name -> "") : request.filter().checked();
        if (!byIds && filter.state().isEmpty()) {
            filter = filter.withState(LetterState.NEW);
        }
        int limit = byIds ? ids.size() : Objects.requireNonNullElse(request.limit(), LetterRequestReader.MOST);
        Map<String, Object> parameters = filter.parameters();
        LetterCursor.read(byIds ? "" : request.cursor()).addTo(parameters);
        parameters.put("ids", ids);
        parameters.put("rows", limit + 1);
        return new LetterTurn(
                wish.equals("resend"),
                Boolean.TRUE.equals(request.dryRun()),
                Objects.requireNonNullElse(request.by(), ""),
                limit,
                parameters,
                ids);
    }

    /** Of the letters that were found, those that are to be sent again: stream by stream, some at a time. */
    public List<LetterPart> parts(LetterTurn turn, List<Map<String, Object>> rows) {
        List<LetterPart> parts = new ArrayList<>();
        Map<String, Map<String, Long>> open = new HashMap<>();
        Map<String, Long> bytes = new HashMap<>();
        for (Map<String, Object> row : page(turn, rows)) {
            String id = (String) row.get("id");
            if (!isNew(row)) {
                turn.add(LetterOutcome.of(
                        id,
                        LetterState.RESENT.word().equals(row.get("state"))
                                ? LetterOutcome.ALREADY_RESENT
                                : LetterOutcome.DISCARDED));
                continue;
            }
            String stream = (String) row.get("stream");
            long size = ((Number) row.get("bytes")).longValue();
            Map<String, Long> part = open.get(stream);
            if (part == null || part.size() == MOST_TOGETHER || bytes.get(stream) + size > MOST_BYTES) {
                part = new LinkedHashMap<>();
                open.put(stream, part);
                bytes.put(stream, 0L);
                parts.add(new LetterPart(stream, part));
            }
            part.put(id, LetterReplies.time(row, "last_seen").toEpochMilli());
            bytes.merge(stream, size, Long::sum);
        }
        return parts;
    }

    /** Marks on the letters that were found, as discarded; those that were sent again stay so. */
    public String discarded(LetterTurn turn, List<Map<String, Object>> rows) throws JsonProcessingException {
        var lines = new StringBuilder();
        for (Map<String, Object> row : page(turn, rows)) {
            LetterOutcome outcome = LetterOutcome.of(
                    (String) row.get("id"),
                    LetterState.RESENT.word().equals(row.get("state"))
                            ? LetterOutcome.ALREADY_RESENT
                            : LetterOutcome.DISCARDED);
            turn.add(outcome);
            if (isNew(row)) {
                lines.append(
                        mark(turn, outcome, LetterReplies.time(row, "last_seen").toEpochMilli()));
            }
        }
        return lines.toString();
    }

    /** Marks on the letters of a part that are dealt with now. */
    public String settled(LetterTurn turn, LetterPart part, List<LetterOutcome> outcomes)
            throws JsonProcessingException {
        var lines = new StringBuilder();
        for (LetterOutcome outcome : outcomes) {
            turn.add(outcome);
            if (outcome.settles()) {
                lines.append(mark(turn, outcome, part.seenUntil().get(outcome.id())));
            }
        }
        return lines.toString();
    }

    /** Letters with their bytes. */
    public List<StoredLetter> letters(List<Map<String, Object>> rows) throws JsonProcessingException {
        List<StoredLetter> letters = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            letters.add(new StoredLetter(
                    (String) row.get("id"),
                    (String) row.get("stream"),
                    (String) row.get("reason"),
                    (String) row.get("detail"),
                    (String) row.get("source"),
                    json.readValue((String) row.get("facts"), FACTS),
                    Base64.getDecoder().decode((String) row.get("base64")),
                    LetterReplies.time(row, "first_seen"),
                    LetterReplies.time(row, "last_seen")));
        }
        return Collections.unmodifiableList(letters);
    }

    public Map<String, Object> reply(LetterTurn turn) {
        return turn.reply();
    }

    /** Nobody knows how to send letters of this stream again. */
    public List<LetterOutcome> refuse(LetterPart part) {
        return part.seenUntil().keySet().stream()
                .map(id -> LetterOutcome.rejected(
                        id, "unknown_stream", "no route sends letters of this stream again: " + part.stream()))
                .toList();
    }

    private static List<Map<String, Object>> page(LetterTurn turn, List<Map<String, Object>> rows) {
        boolean more = rows.size() > turn.limit();
        List<Map<String, Object>> page = more ? rows.subList(0, turn.limit()) : rows;
        if (more) {
            turn.next(LetterReplies.cursorAt(page.get(page.size() - 1)).text());
        }
        return page;
    }

    private static boolean isNew(Map<String, Object> row) {
        return LetterState.NEW.word().equals(row.get("state"));
    }

    private String mark(LetterTurn turn, LetterOutcome outcome, long seenUntil) throws JsonProcessingException {
        Map<String, Object> mark = new LinkedHashMap<>();
        mark.put("id", outcome.id());
        mark.put(
                "state",
                (outcome.outcome().equals(LetterOutcome.DISCARDED) ? LetterState.DISCARDED : LetterState.RESENT)
                        .word());
        mark.put("outcome", outcome.outcome());
        mark.put("seen_until", Instant.ofEpochMilli(seenUntil).toString());
        mark.put("marked_by", turn.by());
        return json.writeValueAsString(mark) + "\n";
    }
}
