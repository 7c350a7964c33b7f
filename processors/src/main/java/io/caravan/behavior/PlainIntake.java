package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes requests as trackers send them, many times faster than through objects: it looks where the fields of an event are,
 * and passes its bytes on with the time of acceptance.
 *
 * <p>It decides only when it is sure that every event of the request is accepted as it is. Whatever else it meets, it leaves
 * the whole request to those who read it field by field and find the reasons. Tests hold both against each other.
 */
final class PlainIntake {

    private static final byte[] ENVELOPE = "{\"events\":[".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ID = 256;
    /** A longer one could be none that a double can hold. */
    private static final int LONGEST_NUMBER = 100;

    private static final int USUAL_EVENTS = 16;

    private final IntakeRules rules;
    private final Scenarios scenarios;
    private final Privacy privacy;
    private final boolean possible;
    private final ThreadLocal<EventScanner> scanners = ThreadLocal.withInitial(EventScanner::new);

    PlainIntake(IntakeRules rules, Scenarios scenarios, Privacy privacy) {
        this.rules = rules;
        this.scenarios = scenarios;
        this.privacy = privacy;
        this.possible = privacy.hidesNothing() && rules.required().isEmpty();
    }

    /**
     * @param now epoch milliseconds
     * @return null when this has to be looked at in detail
     */
    Intake read(byte[] body, Sender sender, long now) {
        if (!possible || body.length < 2) {
            return null;
        }
        var request = new Request(body, sender, now);
        return request.read() ? request.tally.result() : null;
    }

    /** One request on its way. */
    private final class Request {

        private final EventScanner scanner;
        private final byte[] body;
        private final Sender sender;
        private final long now;
        private final byte[] acceptedAt;
        private final IntakeTally tally = new IntakeTally(USUAL_EVENTS);
        private int agentStart;
        private int agentLength = -1;

        Request(byte[] body, Sender sender, long now) {
            this.scanner = scanners.get();
            this.body = body;
            this.sender = sender;
            this.now = now;
            this.acceptedAt = (",\"received_at\":" + now + "}").getBytes(StandardCharsets.US_ASCII);
        }

        /** Whether every event was taken. */
        boolean read() {
            if (body[0] == '[') {
                return list(1) == body.length;
            }
            if (Arrays.equals(body, 0, Math.min(body.length, ENVELOPE.length), ENVELOPE, 0, ENVELOPE.length)) {
                int end = list(ENVELOPE.length);
                return end == body.length - 1 && body[end] == '}';
            }
            return event(0) == body.length;
        }

        /** Place behind the list whose first event begins there; -1 when it is not taken. */
        private int list(int from) {
            int at = from;
            while (true) {
                at = event(at);
                if (at < 0 || at >= body.length) {
                    return -1;
                }
                if (body[at] == ']') {
                    return at + 1;
                }
                if (body[at++] != ',') {
                    return -1;
                }
            }
        }

        private int event(int from) {
            int end = scanner.scan(body, from);
            if (end < 0 || end - from > rules.maxEventBytes() || tally.index() == rules.maxEvents() || !accepted()) {
                return -1;
            }
            String tenant = scanner.recurringText(EventScanner.TENANT);
            if (sender.tenant() != null && !sender.tenant().equals(tenant)
                    || !scenarios.known(tenant, scanner.recurringText(EventScanner.SCENARIO))
                    || !rules.actions().contains(scanner.recurringText(EventScanner.ACTION))) {
                return -1;
            }
            var record = new EventRecord.AsItCame(
                    body,
                    from,
                    end - 1 - from,
                    acceptedAt,
                    scanner.start(EventScanner.USER),
                    scanner.length(EventScanner.USER));
            tally.accept(scanner.text(EventScanner.EVENT_ID), tenant, record);
            return end;
        }

        private boolean accepted() {
            for (int field = 0; field < EventScanner.REQUIRED; field++) {
                if (!asItIs(field)) {
                    return false;
                }
            }
            long timestamp = scanner.integer(EventScanner.TIMESTAMP);
            return timestamp > 0
                    && timestamp >= now - rules.maxAge().toMillis()
                    && timestamp <= now + rules.maxAhead().toMillis()
                    && !scanner.has(EventScanner.RECEIVED_AT)
                    && scanner.length(EventScanner.DURATION) <= LONGEST_NUMBER
                    && scanner.length(EventScanner.WATCH_DURATION) <= LONGEST_NUMBER
                    && scanner.decimal(EventScanner.COMPLETION_RATE, 0) <= 1
                    && ofNoBot();
        }

        /** Neither too long nor with anything before or behind it that is taken off. */
        private boolean asItIs(int field) {
            int start = scanner.start(field);
            int length = scanner.length(field);
            return length <= LONGEST_ID && body[start] > ' ' && body[start + length - 1] > ' ';
        }

        /** Events of a request mostly have the same user agent. */
        private boolean ofNoBot() {
            if (!scanner.has(EventScanner.USER_AGENT)) {
                return sender.userAgent() == null || !privacy.marks(sender.userAgent());
            }
            int start = scanner.start(EventScanner.USER_AGENT);
            int length = scanner.length(EventScanner.USER_AGENT);
            if (length == agentLength
                    && Arrays.equals(body, start, start + length, body, agentStart, agentStart + length)) {
                return true;
            }
            agentStart = start;
            agentLength = length;
            return !privacy.marks(scanner.text(EventScanner.USER_AGENT));
        }
    }
}
