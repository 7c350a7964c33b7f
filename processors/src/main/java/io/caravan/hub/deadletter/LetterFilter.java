package io.caravan.hub.deadletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;

/**
 * Which letters are meant. An empty text means all.
 *
 * @param source the begin of where they came from
 * @param from first seen then or later
 * @param to first seen before
 */
record LetterFilter(String stream, String reason, String state, String source, Instant from, Instant to) {

    static final Set<String> NAMES = Set.of("stream", "reason", "state", "source", "from", "to");
    static final List<String> STREAMS = List.of("behavior", "cdr");

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String WORD = "[a-z][a-z0-9_]{0,63}";

    /**
     * @param values by name; null or blank for one that is not given
     * @throws ProblemException 400 naming the one that makes no sense
     */
    static LetterFilter read(UnaryOperator<String> values) {
        String reason = text(values, "reason");
        if (!reason.isEmpty() && !reason.matches(WORD)) {
            throw BadParameter.of(
                    "reason", "a word such as unknown_action, as GET …/dead-letters/counts lists them, is");
        }
        return new LetterFilter(
                word(values, "stream", STREAMS),
                reason,
                word(values, "state", LetterState.words()),
                text(values, "source"),
                time(values, "from", EARLIEST, 0),
                time(values, "to", LATEST, 1));
    }

    LetterFilter withState(LetterState other) {
        return new LetterFilter(stream, reason, other.word(), source, from, to);
    }

    /** For the statements. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("stream", stream);
        parameters.put("reason", reason);
        parameters.put("state", state);
        parameters.put("source", source);
        parameters.put("from", from);
        parameters.put("to", to);
        return parameters;
    }

    /** The store reads no time that is far off, and no letter is of then. */
    static Instant within(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }

    private static String text(UnaryOperator<String> values, String name) {
        String value = values.apply(name);
        return value == null ? "" : value.strip();
    }

    private static String word(UnaryOperator<String> values, String name, List<String> known) {
        String word = text(values, name);
        if (!word.isEmpty() && !known.contains(word)) {
            throw BadParameter.of(name, "one of " + String.join(", ", known) + " is");
        }
        return word;
    }

    /** @param days to add to a day: days are inclusive, times are not */
    private static Instant time(UnaryOperator<String> values, String name, Instant otherwise, int days) {
        String value = text(values, name);
        try {
            if (value.isEmpty()) {
                return otherwise;
            } else if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return within(LocalDate.parse(value)
                        .plusDays(days)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
            }
            return within(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            ProblemException problem = BadParameter.of(
                    name, "a day in UTC such as 2026-11-20, or a time such as 2026-11-20T08:30:00Z, is");
            problem.initCause(e);
            throw problem;
        }
    }
}
