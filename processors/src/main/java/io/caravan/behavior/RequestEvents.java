package io.caravan.behavior;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.caravan.hub.http.ProblemException;

/** Cuts the body of a request into its events, byte for byte, so that a rejected one is kept as it was sent. */
final class RequestEvents {

    private static final String WANTED = "One event, an array of events or {\"events\":[…]} is wanted.";

    private final JsonFactory json;

    RequestEvents(JsonFactory json) {
        this.json = json;
    }

    /**
     * The events in their order; what an array holds beside objects counts as an event too.
     *
     * @throws ProblemException 400 when the body is neither an event nor a list of events
     * @throws com.fasterxml.jackson.core.JsonProcessingException when the body is no JSON
     */
    List<byte[]> cut(byte[] body) throws IOException {
        List<byte[]> events;
        try (JsonParser parser = json.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                events = elements(parser, body);
            } else if (first == JsonToken.START_OBJECT) {
                events = ofObject(parser, body);
            } else {
                throw noEvent(WANTED);
            }
            if (parser.nextToken() != null) {
                throw ProblemException.badRequest("malformed-json", "Something follows the end of the JSON value.");
            }
        }
        if (events.isEmpty()) {
            throw noEvent("The request holds no event.");
        }
        return events;
    }

    /** One event, unless it has a field "events" with the list of them. */
    private static List<byte[]> ofObject(JsonParser parser, byte[] body) throws IOException {
        int start = offset(parser.currentTokenLocation());
        List<byte[]> events = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean list = "events".equals(parser.currentName());
            JsonToken value = parser.nextToken();
            if (list && value != JsonToken.START_ARRAY) {
                throw noEvent(WANTED);
            }
            if (list) {
                events = elements(parser, body);
            } else {
                parser.skipChildren();
                parser.finishToken();
            }
        }
        return events == null ? List.of(slice(parser, body, start)) : events;
    }

    private static List<byte[]> elements(JsonParser parser, byte[] body) throws IOException {
        List<byte[]> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = offset(parser.currentTokenLocation());
            parser.skipChildren();
            parser.finishToken();
            elements.add(slice(parser, body, start));
        }
        return elements;
    }

    private static byte[] slice(JsonParser parser, byte[] body, int start) {
        return Arrays.copyOfRange(body, start, offset(parser.currentLocation()));
    }

    private static int offset(JsonLocation location) {
        if (location.getByteOffset() < 0) {
            throw ProblemException.badRequest("malformed-json", "The body is not encoded in UTF-8.");
        }
        return Math.toIntExact(location.getByteOffset());
    }

    private static ProblemException noEvent(String detail) {
        return ProblemException.badRequest("no-event", detail);
    }
}
