package io.caravan.behavior;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Reads the events of a request in one pass, and knows which bytes each of them is. */
final class RequestEvents {

    private static final String WANTED = "One event, an array of events or {\"events\":[…]} is wanted.";
    private static final byte[] ENVELOPE = "\"events\"".getBytes(StandardCharsets.US_ASCII);

    private final JsonFactory json;
    private final EventParser parser;
    private final EventLines lines;
    private final int maxEvents;

    /** @param maxEvents most events of a request */
    RequestEvents(ObjectMapper json, int maxEvents) {
        this.json = json.getFactory();
        this.parser = new EventParser(json);
        this.lines = new EventLines(this.json, parser);
        this.maxEvents = maxEvents;
    }

    /**
     * The events in their order; what an array holds beside objects counts as an event too.
     *
     * @throws ProblemException 400 when the body is neither an event nor a list of events; 413 when there are too many
     * @throws com.fasterxml.jackson.core.JsonProcessingException when the body is no JSON
     */
    List<ReceivedEvent> read(byte[] body, BodyForm form) throws IOException {
        List<ReceivedEvent> events = form == BodyForm.LINES ? lines.read(body, maxEvents) : json(body, form);
        if (events.isEmpty()) {
            throw noEvent("The request holds no event.");
        }
        return events;
    }

    /** An event that was cut out of its request. */
    ReceivedEvent single(byte[] event) throws IOException {
        return new ReceivedEvent(event, 0, event.length, lines.outcome(event, 0, event.length));
    }

    private List<ReceivedEvent> json(byte[] body, BodyForm form) throws IOException {
        try (JsonParser tokens = json.createParser(body)) {
            JsonToken first = tokens.nextToken();
            List<ReceivedEvent> events;
            if (first == JsonToken.START_ARRAY) {
                events = elements(tokens, body);
            } else if (first != JsonToken.START_OBJECT) {
                throw noEvent(WANTED);
            } else if (Bytes.contains(body, ENVELOPE)) {
                events = ofObject(tokens, body);
            } else {
                events = List.of(event(tokens, body));
            }
            if (!Bytes.blankFrom(body, offset(tokens.currentLocation()))) {
                if (form == BodyForm.EITHER && first == JsonToken.START_OBJECT) {
                    return lines.read(body, maxEvents);
                }
                throw ProblemException.badRequest("malformed-json", "Something follows the end of the JSON value.");
            }
            return events;
        }
    }

    /** One event, unless it has a field "events" with the list of them. */
    private List<ReceivedEvent> ofObject(JsonParser tokens, byte[] body) throws IOException {
        List<ReceivedEvent> events = null;
        while (tokens.nextToken() == JsonToken.FIELD_NAME) {
            boolean list = "events".equals(tokens.currentName());
            JsonToken value = tokens.nextToken();
            if (list && value != JsonToken.START_ARRAY) {
                throw noEvent(WANTED);
            }
            if (list) {
                events = elements(tokens, body);
            } else {
                tokens.skipChildren();
                tokens.finishToken();
            }
        }
        return events == null ? again(body) : events;
    }

    /** An event that has "events" somewhere inside. */
    private List<ReceivedEvent> again(byte[] body) throws IOException {
        try (JsonParser tokens = json.createParser(body)) {
            tokens.nextToken();
            return List.of(event(tokens, body));
        }
    }

    private List<ReceivedEvent> elements(JsonParser tokens, byte[] body) throws IOException {
        List<ReceivedEvent> elements = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == maxEvents) {
                throw tooMany(maxEvents);
            }
            elements.add(event(tokens, body));
        }
        return elements;
    }

    private ReceivedEvent event(JsonParser tokens, byte[] body) throws IOException {
        int start = offset(tokens.currentTokenLocation());
        EventParser.Outcome outcome = parser.parse(tokens);
        return new ReceivedEvent(body, start, offset(tokens.currentLocation()), outcome);
    }

    private static int offset(JsonLocation location) {
        if (location.getByteOffset() < 0) {
            throw ProblemException.badRequest("malformed-json", "The body is not encoded in UTF-8.");
        }
        return Math.toIntExact(location.getByteOffset());
    }

    static ProblemException tooMany(int most) {
        return new ProblemException(
                Problem.of(413, "too-many-events", "Too many events", "Send at most " + most + " in one request."));
    }

    private static ProblemException noEvent(String detail) {
        return ProblemException.badRequest("no-event", detail);
    }
}
