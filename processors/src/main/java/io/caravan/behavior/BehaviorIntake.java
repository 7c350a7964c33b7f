package io.caravan.behavior;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import io.caravan.behavior.RejectionException.Reason;
import io.caravan.hub.deadletter.StoredLetter;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.kafka.RecordBatch;

/** Reads the events of a request, and decides on each. */
public final class BehaviorIntake {

    /** The variable of a route that holds what was decided on a request. */
    static final String INTAKE = "intake";

    private final RequestEvents requests;
    private final EventCheck check;
    private final EventWriter writer;
    private final PlainIntake plain;
    private final IntakeRules rules;
    private final Clock clock;

    /**
     * @param json refuses what an event does not have, and loses no digit
     * @param scenarios that events may be of
     * @param privacy what is hidden of an event
     */
    public BehaviorIntake(ObjectMapper json, IntakeRules rules, Scenarios scenarios, Privacy privacy, Clock clock) {
        this.requests = new RequestEvents(json, rules.maxEvents());
        this.check = new EventCheck(rules, scenarios, privacy);
        this.writer = new EventWriter(json);
        this.plain = new PlainIntake(rules, scenarios, privacy);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Decides on every event of the body, whose bytes are unpacked.
     *
     * @throws ProblemException 400 or 413 when the request as a whole is wrong
     * @throws com.fasterxml.jackson.core.JsonProcessingException when the body is no JSON
     */
    public Intake read(Exchange exchange) throws IOException {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        BodyForm form = BodyForm.of(IntakeBody.header(exchange, "Content-Type"));
        var sender = new Sender(ApiGate.tenant(exchange), IntakeBody.header(exchange, "User-Agent"));
        long now = clock.millis();
        Intake intake = form == BodyForm.LINES ? null : plain.read(body, sender, now);
        return intake == null ? decide(requests.read(body, form), sender, now) : intake;
    }

    private Intake decide(List<ReceivedEvent> events, Sender sender, long now) throws IOException {
        var tally = new IntakeTally(events.size());
        for (ReceivedEvent event : events) {
            try {
                BehaviorEvent accepted = check.accept(readable(event), tally.index(), now, sender);
                tally.accept(
                        accepted.eventId(),
                        accepted.tenantId(),
                        new EventRecord.Written(accepted.userId(), writer.write(accepted)));
            } catch (RejectionException e) {
                tally.reject(event, e, sender, now);
            }
        }
        return tally.result();
    }

    /**
     * Decides once more on an event that was rejected, by today's rules and as of the moment when it came: what it takes to be
     * accepted late is not held against it, and it gets the id that it would have got.
     *
     * @return the event as it stands in Kafka
     * @throws RejectionException with the reason
     */
    byte[] again(StoredLetter letter) throws IOException {
        IntakeLetter about = IntakeLetter.read(letter.facts());
        if (about.cut()) {
            throw new RejectionException(Reason.TOO_LARGE, "only its first bytes were kept");
        }
        BehaviorEvent event = readable(requests.single(letter.raw()));
        long received = about.received().orElse(letter.firstSeen().toEpochMilli());
        return writer.write(check.accept(event, about.index(), received, about.sender()));
    }

    private BehaviorEvent readable(ReceivedEvent event) {
        if (event.size() > rules.maxEventBytes()) {
            throw new RejectionException(
                    Reason.TOO_LARGE,
                    "the event has " + event.size() + " bytes; " + rules.maxEventBytes() + " are the most");
        }
        if (event.outcome().fault() != null) {
            throw event.outcome().fault();
        }
        return event.outcome().event();
    }

    /** @throws ProblemException 422 when every event was rejected, with the verdicts */
    public void refuseIfNoneAccepted(@Variable(INTAKE) Intake intake) {
        if (intake.accepted() == 0) {
            throw new ProblemException(Problem.of(
                            422, "no-event-accepted", "No event was accepted", "The reason stands beside each event.")
                    .with("events", intake.events()));
        }
    }

    /** Whether there is something for the dead letters. */
    public static boolean anyEventRejected(Exchange exchange) {
        return exchange.getVariable(INTAKE, Intake.class).rejected() > 0;
    }

    /** What goes to Kafka. */
    public RecordBatch records(@Variable(INTAKE) Intake intake) {
        return new EventRecords(intake.records());
    }
}
