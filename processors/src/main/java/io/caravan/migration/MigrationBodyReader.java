package io.caravan.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ProblemException;

/** Reads the body of a request, and says in a client's words what is wrong with its form. */
final class MigrationBodyReader {

    private static final List<String> NUMBERS = List.of("parallelism", "bandwidth");

    private final ObjectMapper json;

    /** @param json refuses fields that it does not know */
    MigrationBodyReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @throws ProblemException 400 naming the field
     * @throws JsonProcessingException when the body is no JSON
     */
    MigrationBody read(String text) throws JsonProcessingException {
        try {
            MigrationBody body = text == null || text.isBlank() ? null : json.readValue(text, MigrationBody.class);
            if (body == null) {
                throw notAnObject();
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            throw BadField.of(
                    e.getPropertyName().length() > 64 ? e.getPropertyName().substring(0, 64) : e.getPropertyName(),
                    "no such field is known"
                            + Nearest.to(e.getPropertyName(), known)
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse("; known are " + String.join(", ", known) + "."));
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            if (field.isEmpty()) {
                throw notAnObject();
            }
            throw BadField.of(field, NUMBERS.contains(field) ? "a whole number is wanted." : "a text is wanted.");
        }
    }

    private static ProblemException notAnObject() {
        return ProblemException.badRequest(
                "bad-field",
                "An object is wanted, such as {\"database\":\"caravan\",\"table\":\"cdr\",\"policy\":\"tiered\"}.");
    }

    /** The constant of that word. */
    static <E extends Enum<E>> E word(String field, String word, Class<E> type, E usual) {
        if (word == null || word.isBlank()) {
            return usual;
        }
        String name = word.strip().replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> BadField.of(
                        field,
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.toString()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'))
                                .collect(Collectors.joining(", ", "one of ", " is wanted."))));
    }
}
