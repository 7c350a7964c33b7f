package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import io.caravan.behavior.RejectionException.Reason;
import io.caravan.hub.config.Nearest;

/** Decides on one event and completes it: time of acceptance, event id, action in lower case. */
final class EventCheck {

    private static final int LONGEST_ID = 256;

    private final IntakeRules rules;
    private final Scenarios scenarios;
    private final Privacy privacy;

    EventCheck(IntakeRules rules, Scenarios scenarios, Privacy privacy) {
        this.rules = rules;
        this.scenarios = scenarios;
        this.privacy = privacy;
    }

    /**
     * @param index place of the event in its request
     * @throws RejectionException with the reason
     */
    BehaviorEvent accept(BehaviorEvent given, int index, long now, Sender sender) {
        check(given, sender);
        // Before the id is derived, which would tell what is hidden here.
        BehaviorEvent event = privacy.apply(given, sender.userAgent());
        String action = action(event.actionType());
        long happenedAt = time(event.timestamp(), now);
        String id = event.eventId() == null || event.eventId().isBlank()
                ? deriveId(event, action, happenedAt, event.timestamp() == null ? index : 0)
                : event.eventId().strip();
        require(id, Reason.BAD_FIELD, "event_id");
        return event.accepted(id, action, happenedAt, now);
    }

    private void check(BehaviorEvent event, Sender sender) {
        require(event.tenantId(), Reason.MISSING_TENANT, "tenant_id");
        require(event.scenarioId(), Reason.MISSING_SCENARIO, "scenario_id");
        require(event.userId(), Reason.MISSING_USER, "user_id");
        require(event.itemId(), Reason.MISSING_ITEM, "item_id");
        if (sender.tenant() != null && !sender.tenant().equals(event.tenantId().strip())) {
            throw new RejectionException(Reason.FOREIGN_TENANT, "the key is of another tenant");
        }
        if (!scenarios.known(event.tenantId().strip(), event.scenarioId().strip())) {
            throw new RejectionException(Reason.UNKNOWN_SCENARIO, "the tenant has no such scenario");
        }
        for (String field : rules.required()) {
            if (!EventFields.present(event, field)) {
                throw new RejectionException(Reason.MISSING_FIELD, field + " is missing");
            }
        }
        range(event.position(), Integer.MAX_VALUE, "position");
        range(event.duration(), Double.MAX_VALUE, "duration");
        range(event.watchDuration(), Double.MAX_VALUE, "watch_duration");
        range(event.completionRate(), 1, "completion_rate");
    }

    private static void require(String value, Reason reason, String name) {
        if (value == null || value.isBlank()) {
            throw new RejectionException(reason, name + " is missing");
        }
        if (value.length() > LONGEST_ID) {
            throw new RejectionException(Reason.BAD_FIELD, name + " is longer than " + LONGEST_ID + " characters");
        }
    }

    /** Neither below 0 nor "NaN" or "Infinity", which would spoil every sum they enter. */
    private static void range(Number value, double most, String name) {
        if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() <= most)) {
            throw new RejectionException(
                    Reason.BAD_FIELD,
                    name + " is " + value + "; " + (most == 1 ? "0 to 1" : "0 or more") + " is wanted");
        }
    }

    private String action(String given) {
        String action = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        if (!rules.actions().contains(action)) {
            throw new RejectionException(
                    Reason.UNKNOWN_ACTION,
                    (action.isEmpty() ? "action_type is missing" : "unknown action_type")
                            + Nearest.to(action, rules.actions())
                                    .map(n -> "; did you mean " + n + "?")
                                    .orElse(""));
        }
        return action;
    }

    private long time(Long given, long now) {
        if (given == null) {
            return now;
        }
        if (given <= 0) {
            throw RejectionException.badTimestamp();
        }
        if (given < now - rules.maxAge().toMillis()) {
            throw new RejectionException(Reason.TOO_OLD, "timestamp is older than " + rules.maxAge());
        }
        if (given > now + rules.maxAhead().toMillis()) {
            throw new RejectionException(Reason.IN_FUTURE, "timestamp is more than " + rules.maxAhead() + " ahead");
        }
        return given;
    }

    /**
     * The same event sent again gets the same id.
     *
     * @param index tells apart alike events of one request whose time the client does not know
     */
    private static String deriveId(BehaviorEvent event, String action, long happenedAt, int index) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                event.tenantId(),
                event.scenarioId(),
                event.userId(),
                event.itemId(),
                action,
                Long.toString(happenedAt),
                Integer.toString(index)
            }) {
                digest.update(part.strip().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "evt_" + HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
