package io.caravan.behavior;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes events as they stand in Kafka, field by field: a mapper would look for getters and filters each time. */
final class EventWriter {

    private static final int USUAL_SIZE = 384;

    private final ObjectMapper json;

    EventWriter(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(BehaviorEvent event) throws IOException {
        var out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator to = json.getFactory().createGenerator(out)) {
            to.writeStartObject();
            text(to, "event_id", event.eventId());
            text(to, "tenant_id", event.tenantId());
            text(to, "scenario_id", event.scenarioId());
            text(to, "user_id", event.userId());
            text(to, "item_id", event.itemId());
            text(to, "action_type", event.actionType());
            to.writeNumberField("timestamp", event.timestamp());
            to.writeNumberField("received_at", event.receivedAt());
            context(to, event.context());
            text(to, "experiment_id", event.experimentId());
            text(to, "experiment_group", event.experimentGroup());
            if (event.position() != null) {
                to.writeNumberField("position", event.position());
            }
            number(to, "duration", event.duration());
            number(to, "watch_duration", event.watchDuration());
            number(to, "completion_rate", event.completionRate());
            if (event.extraData() != null) {
                to.writeFieldName("extra_data");
                json.writeTree(to, event.extraData());
            }
            to.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void context(JsonGenerator to, BehaviorEvent.Context context) throws IOException {
        if (context == null) {
            return;
        }
        to.writeObjectFieldStart("context");
        text(to, "device_type", context.deviceType());
        text(to, "os", context.os());
        text(to, "location", context.location());
        text(to, "ip", context.ip());
        text(to, "user_agent", context.userAgent());
        to.writeEndObject();
    }

    private static void text(JsonGenerator to, String name, String value) throws IOException {
        if (value != null) {
            to.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator to, String name, Double value) throws IOException {
        if (value != null) {
            to.writeNumberField(name, value);
        }
    }
}
