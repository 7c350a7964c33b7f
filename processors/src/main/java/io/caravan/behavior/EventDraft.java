package io.caravan.behavior;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

/** An event while its fields are being read; of two fields of the same name the last one counts. */
final class EventDraft {

    /** All names, for suggestions. */
    static final List<String> NAMES = List.of(
            "event_id",
            "tenant_id",
            "scenario_id",
            "user_id",
            "item_id",
            "action_type",
            "timestamp",
            "context",
            "experiment_id",
            "experiment_group",
            "position",
            "duration",
            "watch_duration",
            "completion_rate",
            "extra_data");

    private final ObjectReader json;
    private String eventId;
    private String tenantId;
    private String scenarioId;
    private String userId;
    private String itemId;
    private String action;
    private Long timestamp;
    private BehaviorEvent.Context context;
    private String experimentId;
    private String experimentGroup;
    private Integer position;
    private Double duration;
    private Double watchDuration;
    private Double completionRate;
    private JsonNode extraData;

    /** @param json reads a tree where the parser stands, and does not mind what follows */
    EventDraft(ObjectReader json) {
        this.json = json;
    }

    /** Takes the value the parser stands on; false when an event has no such field. */
    boolean set(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "event_id", "eventId" -> eventId = JsonFields.text(parser);
            case "tenant_id", "tenantId" -> tenantId = JsonFields.text(parser);
            case "scenario_id", "scenarioId" -> scenarioId = JsonFields.text(parser);
            case "user_id", "userId" -> userId = JsonFields.text(parser);
            case "item_id", "itemId" -> itemId = JsonFields.text(parser);
            case "action_type", "actionType", "action" -> action = JsonFields.text(parser);
            case "timestamp" -> timestamp = JsonFields.integer(parser);
            // Only the hub knows when it received an event.
            case "received_at" -> JsonFields.integer(parser);
            case "context" -> context = context(parser);
            case "experiment_id", "experimentId" -> experimentId = JsonFields.text(parser);
            case "experiment_group", "experimentGroup" -> experimentGroup = JsonFields.text(parser);
            case "position" -> position = position(parser);
            case "duration" -> duration = JsonFields.decimal(parser);
            case "watch_duration", "watchDuration" -> watchDuration = JsonFields.decimal(parser);
            case "completion_rate", "completionRate" -> completionRate = JsonFields.decimal(parser);
            case "extra_data", "extraData" -> extraData = extra(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    BehaviorEvent event() {
        return new BehaviorEvent(
                eventId,
                tenantId,
                scenarioId,
                userId,
                itemId,
                action,
                timestamp,
                null,
                context,
                experimentId,
                experimentGroup,
                position,
                duration,
                watchDuration,
                completionRate,
                extraData);
    }

    private static BehaviorEvent.Context context(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new WrongTypeException();
        }
        var draft = new ContextDraft();
        RejectionException fault = EventParser.fields(parser, "context.", ContextDraft.NAMES, draft::set);
        if (fault != null) {
            throw fault;
        }
        return draft.context();
    }

    private static Integer position(JsonParser parser) throws IOException {
        Long position = JsonFields.integer(parser);
        if (position == null) {
            return null;
        }
        if (position != position.intValue()) {
            throw new WrongTypeException();
        }
        return position.intValue();
    }

    private JsonNode extra(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : json.readTree(parser);
    }
}
