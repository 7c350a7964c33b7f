package io.caravan.behavior;

import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Hides what shall not be stored of an event, and marks those of bots. */
public final class Privacy {

    private final boolean truncateIp;
    private final UserHash users;
    private final Set<String> drop;
    private final Bots bots;

    /**
     * @param truncateIp whether addresses lose their last part
     * @param users hides user ids; null to keep them
     * @param drop fields that are left out, by the names of {@code required} fields
     */
    public Privacy(boolean truncateIp, UserHash users, Set<String> drop, Bots bots) {
        this.truncateIp = truncateIp;
        this.users = users;
        this.drop = Set.copyOf(drop);
        this.bots = bots;
    }

    /** @param userAgent of the request, for an event that tells none */
    BehaviorEvent apply(BehaviorEvent event, String userAgent) {
        boolean bot = marks(Objects.requireNonNullElse(
                EventFields.context(event).userAgent(), Objects.requireNonNullElse(userAgent, "")));
        if (hidesNothing() && !bot) {
            return event;
        }
        JsonNode extra = kept("extra_data", event.extraData());
        return new BehaviorEvent(
                kept("event_id", event.eventId()),
                event.tenantId(),
                event.scenarioId(),
                users == null ? event.userId() : users.hide(event.tenantId(), event.userId()),
                event.itemId(),
                event.actionType(),
                kept("timestamp", event.timestamp()),
                event.receivedAt(),
                context(kept("context", event.context())),
                kept("experiment_id", event.experimentId()),
                kept("experiment_group", event.experimentGroup()),
                kept("position", event.position()),
                kept("duration", event.duration()),
                kept("watch_duration", event.watchDuration()),
                kept("completion_rate", event.completionRate()),
                bot ? marked(extra) : extra);
    }

    /** Whether nothing is hidden of anybody. */
    boolean hidesNothing() {
        return !truncateIp && users == null && drop.isEmpty();
    }

    /** Whether an event of this user agent is marked. */
    boolean marks(String userAgent) {
        return bots.match(userAgent);
    }

    private BehaviorEvent.Context context(BehaviorEvent.Context context) {
        if (context == null) {
            return null;
        }
        String ip = kept("context.ip", context.ip());
        return new BehaviorEvent.Context(
                kept("context.device_type", context.deviceType()),
                kept("context.os", context.os()),
                kept("context.location", context.location()),
                truncateIp ? IpAddresses.truncate(ip) : ip,
                kept("context.user_agent", context.userAgent()));
    }

    private <T> T kept(String name, T value) {
        return drop.contains(name) ? null : value;
    }

    /** What is no object is moved to a field of one. */
    private static JsonNode marked(JsonNode extra) {
        ObjectNode marked;
        if (extra instanceof ObjectNode object) {
            marked = object;
        } else {
            marked = JsonNodeFactory.instance.objectNode();
            if (extra != null) {
                marked.set("extra_data", extra);
            }
        }
        return marked.put("bot", true);
    }
}
