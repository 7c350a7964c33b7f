package io.caravan.hub.deadletter;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;

/** Reads the body of a request about letters, and says in a client's words what is wrong with it. */
final class LetterRequestReader {

    static final int MOST = 1000;
    private static final int LONGEST_NAME = 100;
    private static final String WANTED =
            "{\"ids\":[…]} or {\"filter\":{\"stream\":\"behavior\",\"reason\":\"unknown_action\"}} "
                    + "is wanted, with limit, cursor, by and dryRun where they are needed.";

    private final ObjectMapper json;

    /** @param json refuses fields that it does not know */
    LetterRequestReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @throws ProblemException 400 naming the field
     * @throws JsonProcessingException when the body is no JSON
     */
    LetterRequest read(String text) throws JsonProcessingException {
        LetterRequest request = parse(text);
        if (request == null || (request.ids() == null) == (request.filter() == null)) {
            throw ProblemException.badRequest("bad-field", WANTED);
        }
        if (request.limit() != null && (request.limit() < 1 || request.limit() > MOST)) {
            throw BadParameter.of("limit", "a whole number from 1 to " + MOST + " is");
        }
        if (request.by() != null && request.by().length() > LONGEST_NAME) {
            throw BadParameter.of("by", "at most " + LONGEST_NAME + " characters are");
        }
        if (request.ids() != null) {
            checkIds(request.ids());
        }
        return request;
    }

    private static void checkIds(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw BadParameter.of("ids", "1 to " + MOST + " ids are");
        }
        if (!ids.stream().allMatch(id -> id != null && LetterId.fits(id))) {
            throw BadParameter.of("ids", "ids of 32 hexadecimal digits, as the list has them, are");
        }
    }

    private LetterRequest parse(String text) throws JsonProcessingException {
        try {
            return json.readValue(text, LetterRequest.class);
        } catch (UnrecognizedPropertyException e) {
            String name = e.getPropertyName();
            String near = Nearest.to(
                            name,
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .toList())
                    .map(found -> "; did you mean " + found + "?")
                    .orElse(".");
            String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
            throw ProblemException.badRequest("bad-field", "unknown field " + shown + near);
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw ProblemException.badRequest(
                    "bad-field", (field.isEmpty() ? "" : field + " is of the wrong type: ") + WANTED);
        }
    }
}
