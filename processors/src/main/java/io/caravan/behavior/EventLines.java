package io.caravan.behavior;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.caravan.behavior.RejectionException.Reason;

/** Reads NDJSON: one event a line. A line that is no JSON is a rejected event; the others are not affected. */
final class EventLines {

    private final JsonFactory json;
    private final EventParser parser;

    EventLines(JsonFactory json, EventParser parser) {
        this.json = json;
        this.parser = parser;
    }

    /** The events of the lines that are not blank. */
    List<ReceivedEvent> read(byte[] body, int maxEvents) throws IOException {
        List<ReceivedEvent> events = new ArrayList<>();
        for (int start = 0; start < body.length; ) {
            int end = Bytes.lineEnd(body, start);
            if (!Bytes.blank(body, start, end)) {
                if (events.size() == maxEvents) {
                    throw RequestEvents.tooMany(maxEvents);
                }
                events.add(new ReceivedEvent(body, start, end, outcome(body, start, end)));
            }
            start = end + 1;
        }
        return events;
    }

    /** The event in this part of the bytes, and nothing else. */
    EventParser.Outcome outcome(byte[] body, int start, int end) throws IOException {
        try (JsonParser tokens = json.createParser(body, start, end - start)) {
            tokens.nextToken();
            EventParser.Outcome outcome = parser.parse(tokens);
            return tokens.nextToken() == null ? outcome : malformed("something follows the event on its line");
        } catch (JsonProcessingException e) {
            return malformed(e.getOriginalMessage());
        }
    }

    private static EventParser.Outcome malformed(String detail) {
        return EventParser.Outcome.of(new RejectionException(Reason.MALFORMED_JSON, detail));
    }
}
