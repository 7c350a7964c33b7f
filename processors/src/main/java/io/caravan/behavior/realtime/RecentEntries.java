package io.caravan.behavior.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is kept of an event in the list of its user, as JSON. */
final class RecentEntries {

    private final ByteArrayBuilder text = new ByteArrayBuilder();
    private final JsonGenerator generator;

    RecentEntries(ObjectMapper json) {
        try {
            generator = json.createGenerator(text).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory refuses what is written to it", e);
        }
    }

    /** Begins with the time, by which the script orders entries. */
    byte[] bytes(Occurrence event) {
        try {
            generator.writeStartObject();
            generator.writeNumberField("time", event.time());
            generator.writeStringField("event_id", event.id());
            generator.writeStringField("scenario_id", event.place().scenario());
            generator.writeStringField("item_id", event.item());
            generator.writeStringField("action_type", event.action());
            generator.writeEndObject();
            generator.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory refuses what is written to it", e);
        }
        byte[] entry = text.toByteArray();
        text.reset();
        return entry;
    }
}
