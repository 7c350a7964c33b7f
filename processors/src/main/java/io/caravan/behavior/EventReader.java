package io.caravan.behavior;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.caravan.behavior.RejectionException.Reason;
import io.caravan.hub.config.Nearest;

/** Reads one event of a request, and says in a client's words what is wrong with it. */
final class EventReader {

    private static final int LONGEST_NAME = 64;

    private final ObjectMapper json;

    EventReader(ObjectMapper json) {
        this.json = json;
    }

    /** @throws RejectionException when a field is unknown or of the wrong type */
    BehaviorEvent read(byte[] event) throws IOException {
        try {
            BehaviorEvent read = json.readValue(event, BehaviorEvent.class);
            if (read == null) {
                throw new RejectionException(Reason.BAD_FIELD, "an event is a JSON object");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            String nearest = Nearest.to(
                            e.getPropertyName(),
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .toList())
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
            throw new RejectionException(Reason.BAD_FIELD, "unknown field " + path(e) + nearest);
        } catch (JsonMappingException e) {
            String path = path(e);
            throw path.isEmpty()
                    ? new RejectionException(Reason.BAD_FIELD, "an event is a JSON object")
                    : RejectionException.wrongType(path);
        } catch (JsonProcessingException e) {
            throw new RejectionException(Reason.BAD_FIELD, e.getOriginalMessage());
        }
    }

    /** For example {@code context.os}; not longer than a line, whatever names a client makes up. */
    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.length() <= LONGEST_NAME ? path : path.substring(0, LONGEST_NAME) + "…";
    }
}
