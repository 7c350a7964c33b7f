package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Reads a request of one event, an array, or {@code {"events":[…]}}, and decides on each event. */
public final class BehaviorIntake {

    private final ObjectMapper json;
    private final RequestEvents requests;
    private final EventReader reader;
    private final EventCheck check;
    private final IntakeRules rules;
    private final Clock clock;

    public BehaviorIntake(ObjectMapper json, IntakeRules rules, Clock clock) {
        this.json = json;
        this.requests = new RequestEvents(json.getFactory());
        this.reader = new EventReader(json);
        this.check = new EventCheck(rules);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Decides on every event of the body.
     *
     * @param body null when the request has none
     * @throws ProblemException 400 or 413 when the request as a whole is wrong
     */
    public Intake read(InputStream body, CamelContext context) throws IOException {
        List<byte[]> events = requests.cut(body == null ? new byte[0] : body.readAllBytes());
        if (events.size() > rules.maxEvents()) {
            throw new ProblemException(Problem.of(
                    413,
                    "too-many-events",
                    "Too many events",
                    "Send at most " + rules.maxEvents() + " in one request."));
        }
        List<Verdict> verdicts = new ArrayList<>(events.size());
        List<Exchange> records = new ArrayList<>(events.size());
        List<DeadLetter> deadLetters = new ArrayList<>();
        Map<String, Integer> rejections = new TreeMap<>();
        long now = clock.millis();
        for (int i = 0; i < events.size(); i++) {
            try {
                BehaviorEvent event = check.accept(reader.read(events.get(i)), i, now);
                records.add(record(event, context));
                verdicts.add(Verdict.accepted(i, event.eventId()));
            } catch (RejectionException e) {
                String reason = e.reason().code();
                verdicts.add(Verdict.rejected(i, reason, e.getMessage()));
                deadLetters.add(new DeadLetter(reason + ": " + e.getMessage(), "http", events.get(i)));
                rejections.merge(reason, 1, Integer::sum);
            }
        }
        return new Intake(records.size(), deadLetters.size(), verdicts, rejections, records, deadLetters);
    }

    /** @throws ProblemException 422 when every event was rejected, with the verdicts */
    public void refuseIfNoneAccepted(Intake intake) {
        if (intake.accepted() == 0) {
            throw new ProblemException(Problem.of(
                            422, "no-event-accepted", "No event was accepted", "The reason stands beside each event.")
                    .with("events", intake.events()));
        }
    }

    private Exchange record(BehaviorEvent event, CamelContext context) throws JsonProcessingException {
        Exchange record = new DefaultExchange(context);
        record.getMessage().setHeader(KafkaConstants.KEY, event.userId());
        record.getMessage().setBody(json.writeValueAsBytes(event));
        return record;
    }
}
