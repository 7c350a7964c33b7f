package io.caravan.behavior;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.caravan.behavior.RejectionException.Reason;
import io.caravan.hub.config.Nearest;

/**
 * Reads events in one pass over the tokens of a request. A fault of an event does not end the pass: the rest of the event
 * is skipped, so that the next one can be read.
 */
final class EventParser {

    private static final int LONGEST_NAME = 64;

    private final ObjectReader json;

    EventParser(ObjectMapper json) {
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads the value the parser stands on, up to its last token.
     *
     * @return the event, or null when it is none; then {@code fault} says why
     * @throws com.fasterxml.jackson.core.JsonProcessingException when this is no JSON
     */
    Outcome parse(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return Outcome.of(new RejectionException(Reason.BAD_FIELD, "an event is a JSON object"));
        }
        var draft = new EventDraft(json);
        RejectionException fault = fields(parser, "", EventDraft.NAMES, draft::set);
        return fault == null ? new Outcome(draft.event(), null) : Outcome.of(fault);
    }

    /** Either of the two. */
    record Outcome(BehaviorEvent event, RejectionException fault) {
        static Outcome of(RejectionException fault) {
            return new Outcome(null, fault);
        }
    }

    /** Takes the value the parser stands on; false when there is no such field. */
    @FunctionalInterface
    interface FieldSetter {
        boolean set(String name, JsonParser parser) throws IOException;
    }

    /** Reads the fields of an object up to its end; returns the first fault. */
    static RejectionException fields(JsonParser parser, String parent, List<String> known, FieldSetter setter)
            throws IOException {
        RejectionException fault = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            try {
                if (fault != null) {
                    skip(parser);
                } else if (!setter.set(name, parser)) {
                    fault = unknown(parent, name, known);
                    skip(parser);
                }
            } catch (WrongTypeException e) {
                fault = RejectionException.wrongType(path(parent, name));
                skip(parser);
            } catch (RejectionException e) {
                fault = e;
            }
        }
        return fault;
    }

    private static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
    }

    private static RejectionException unknown(String parent, String name, List<String> known) {
        String nearest =
                Nearest.to(name, known).map(n -> "; did you mean " + n + "?").orElse("");
        return new RejectionException(Reason.BAD_FIELD, "unknown field " + path(parent, name) + nearest);
    }

    /** For example {@code context.os}; not longer than a line, whatever names a client makes up. */
    private static String path(String parent, String name) {
        String path = parent + name;
        return path.length() <= LONGEST_NAME ? path : path.substring(0, LONGEST_NAME) + "…";
    }
}
