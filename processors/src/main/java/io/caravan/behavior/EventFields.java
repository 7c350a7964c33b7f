package io.caravan.behavior;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The optional fields of an event by their names in configuration and JSON. */
final class EventFields {

    static final Map<String, Function<BehaviorEvent, Object>> OPTIONAL = Map.ofEntries(
            Map.entry("event_id", BehaviorEvent::eventId),
            Map.entry("timestamp", BehaviorEvent::timestamp),
            Map.entry("context", BehaviorEvent::context),
            Map.entry("context.device_type", event -> context(event).deviceType()),
            Map.entry("context.os", event -> context(event).os()),
            Map.entry("context.location", event -> context(event).location()),
            Map.entry("context.ip", event -> context(event).ip()),
            Map.entry("context.user_agent", event -> context(event).userAgent()),
            Map.entry("experiment_id", BehaviorEvent::experimentId),
            Map.entry("experiment_group", BehaviorEvent::experimentGroup),
            Map.entry("position", BehaviorEvent::position),
            Map.entry("duration", BehaviorEvent::duration),
            Map.entry("watch_duration", BehaviorEvent::watchDuration),
            Map.entry("completion_rate", BehaviorEvent::completionRate),
            Map.entry("extra_data", BehaviorEvent::extraData));

    private EventFields() {}

    /** Whether the event has the field, with something in it. */
    static boolean present(BehaviorEvent event, String name) {
        Object value = OPTIONAL.get(name).apply(event);
        return value instanceof String text ? !text.isBlank() : value != null;
    }

    static BehaviorEvent.Context context(BehaviorEvent event) {
        return Objects.requireNonNullElse(event.context(), BehaviorEvent.Context.NONE);
    }
}
