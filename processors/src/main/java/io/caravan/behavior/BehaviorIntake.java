package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
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
    private final EventCheck check;
    private final IntakeRules rules;
    private final Clock clock;

    public BehaviorIntake(ObjectMapper json, IntakeRules rules, Clock clock) {
        this.json = json;
        this.check = new EventCheck(rules);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Decides on every event of the body.
     *
     * @throws ProblemException 400 or 413 when the request as a whole is wrong, 422 when no event is accepted
     */
    public Intake read(InputStream body, CamelContext context) throws IOException {
        List<JsonNode> events = events(json.readTree(body));
        List<Verdict> verdicts = new ArrayList<>(events.size());
        List<Exchange> records = new ArrayList<>(events.size());
        List<DeadLetter> deadLetters = new ArrayList<>();
        long now = clock.millis();
        for (int i = 0; i < events.size(); i++) {
            try {
                BehaviorEvent event = check.accept(event(events.get(i)), now);
                records.add(record(event, context));
                verdicts.add(Verdict.accepted(i, event.eventId()));
            } catch (RejectionException e) {
                verdicts.add(Verdict.rejected(i, e.reason().code(), e.getMessage()));
                deadLetters.add(new DeadLetter(
                        e.reason().code() + ": " + e.getMessage(), "http", json.writeValueAsBytes(events.get(i))));
            }
        }
        return new Intake(records.size(), deadLetters.size(), verdicts, records, deadLetters);
    }

    /** @throws ProblemException 422 when every event was rejected, with the verdicts */
    public void refuseIfNoneAccepted(Intake intake) {
        if (intake.accepted() == 0) {
            throw new ProblemException(Problem.of(
                            422, "no-event-accepted", "No event was accepted", "The reason stands beside each event.")
                    .with("events", intake.events()));
        }
    }

    private List<JsonNode> events(JsonNode body) {
        JsonNode events = body.isObject() && body.has("events") ? body.get("events") : body;
        if (!events.isArray() && !events.isObject()) {
            throw ProblemException.badRequest(
                    "no-event", "One event, an array of events or {\"events\":[…]} is wanted.");
        }
        List<JsonNode> list = events.isArray()
                ? StreamSupport.stream(events.spliterator(), false).toList()
                : List.of(events);
        if (list.isEmpty()) {
            throw ProblemException.badRequest("no-event", "The request holds no event.");
        }
        if (list.size() > rules.maxEvents()) {
            throw new ProblemException(Problem.of(
                    413,
                    "too-many-events",
                    "Too many events",
                    "Send at most " + rules.maxEvents() + " in one request."));
        }
        return list;
    }

    private BehaviorEvent event(JsonNode node) {
        try {
            return json.treeToValue(node, BehaviorEvent.class);
        } catch (JsonMappingException e) {
            String field = e.getPath().isEmpty() ? "event" : e.getPath().get(0).getFieldName();
            throw new RejectionException(RejectionException.Reason.BAD_FIELD, field + " is of the wrong type");
        } catch (JsonProcessingException e) {
            throw new RejectionException(RejectionException.Reason.BAD_FIELD, e.getOriginalMessage());
        }
    }

    private Exchange record(BehaviorEvent event, CamelContext context) throws JsonProcessingException {
        Exchange record = new DefaultExchange(context);
        record.getMessage().setHeader(KafkaConstants.KEY, event.userId());
        record.getMessage().setBody(json.writeValueAsBytes(event));
        return record;
    }
}
