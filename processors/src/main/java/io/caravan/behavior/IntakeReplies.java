package io.caravan.behavior;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replies in the shape of an older collector, for the clients that know it. */
public final class IntakeReplies {

    /** Of one event that was sent. */
    public Map<String, Object> tracked(Intake intake) {
        return one(intake, "Event tracked");
    }

    /** Of events that were only checked. */
    public Map<String, Object> validated(Intake intake) {
        Map<String, Object> reply = one(intake, "Validation passed (not sent to Kafka)");
        reply.put("accepted", intake.accepted());
        reply.put("rejected", intake.rejected());
        reply.put("events", intake.events());
        return reply;
    }

    /** Of several events. */
    public Map<String, Object> batch(Intake intake) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("success", intake.rejected() == 0);
        reply.put("total", intake.accepted() + intake.rejected());
        reply.put("succeeded", intake.accepted());
        reply.put("failed", intake.rejected());
        reply.put("errors", errors(intake));
        return reply;
    }

    private static Map<String, Object> one(Intake intake, String message) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("success", intake.rejected() == 0);
        reply.put("event_id", intake.events().get(0).eventId());
        reply.put("message", intake.rejected() == 0 ? message : String.join("; ", errors(intake)));
        return reply;
    }

    private static List<String> errors(Intake intake) {
        return intake.events().stream()
                .filter(verdict -> verdict.reason() != null)
                .map(verdict -> "Event " + verdict.index() + ": " + verdict.reason() + ": " + verdict.detail())
                .toList();
    }
}
