package io.caravan.cdr.sync;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ProblemException;

/** Reads the body of a request, and says in a client's words what is wrong with it. */
final class SyncBodyReader {

    private static final Map<String, String> WANTED = Map.of(
            "node", "the id of a VOS node",
            "from", "a day such as 2026-11-20",
            "to", "a day such as 2026-11-20",
            "accounts", "a list of texts",
            "comment", "a text");

    private final ObjectMapper json;

    /** @param json refuses fields that it does not know */
    SyncBodyReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @throws ProblemException 400 naming the field
     * @throws JsonProcessingException when the body is no JSON
     */
    SyncBody read(String text) throws JsonProcessingException {
        try {
            SyncBody body = json.readValue(text, SyncBody.class);
            if (body == null) {
                throw notAnObject();
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badRequest(
                    "bad-field", "unknown field " + cut(e.getPropertyName()) + meant(e) + ".");
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw field.isEmpty()
                    ? notAnObject()
                    : ProblemException.badRequest(
                            "bad-field", field + ": " + WANTED.getOrDefault(field, "something else") + " is wanted.");
        }
    }

    private static String meant(UnrecognizedPropertyException e) {
        return Nearest.to(
                        e.getPropertyName(),
                        e.getKnownPropertyIds().stream().map(String::valueOf).toList())
                .map(name -> "; did you mean " + name + "?")
                .orElse("; known are node, from, to, accounts, comment");
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static ProblemException notAnObject() {
        return ProblemException.badRequest(
                "bad-field",
                "An object is wanted, such as {\"node\":1,\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}.");
    }
}
