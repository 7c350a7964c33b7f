package io.caravan.behavior;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

import io.caravan.hub.deadletter.DeadLetter;

/** Gathers what is decided on the events of a request, one after the other. */
final class IntakeTally {

    /** A dead letter must fit into a Kafka record, which by default takes a megabyte. */
    private static final int MOST_KEPT = 900_000;

    private final CamelContext context;
    private final List<Verdict> verdicts;
    private final List<Message> records;
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<String, Integer> rejections = new TreeMap<>();
    private final Map<String, Integer> tenants = new HashMap<>();

    IntakeTally(CamelContext context, int events) {
        this.context = context;
        this.verdicts = new ArrayList<>(events);
        this.records = new ArrayList<>(events);
    }

    void accept(BehaviorEvent event, byte[] value) {
        accept(event.userId(), event.eventId(), event.tenantId(), value);
    }

    void accept(String user, String eventId, String tenant, byte[] value) {
        Message message = new DefaultMessage(context);
        message.setHeader(KafkaConstants.KEY, user);
        message.setBody(value);
        records.add(message);
        verdicts.add(Verdict.accepted(verdicts.size(), eventId));
        tenants.merge(tenant, 1, Integer::sum);
    }

    void reject(ReceivedEvent event, RejectionException rejection, Sender sender, long now) {
        String reason = rejection.reason().code();
        int index = verdicts.size();
        String cut = event.size() > MOST_KEPT ? " (its first " + MOST_KEPT + " bytes)" : "";
        verdicts.add(Verdict.rejected(verdicts.size(), reason, rejection.getMessage()));
        deadLetters.add(DeadLetter.of(
                        reason,
                        reason + ": " + rejection.getMessage() + cut,
                        IntakeLetter.source(event, now, index),
                        event.raw(MOST_KEPT))
                .with(IntakeLetter.facts(sender, now, index, !cut.isEmpty())));
        rejections.merge(reason, 1, Integer::sum);
        if (sender.tenant() != null) {
            tenants.merge(sender.tenant(), 1, Integer::sum);
        }
    }

    /** The place of the next event. */
    int index() {
        return verdicts.size();
    }

    Intake result() {
        return new Intake(records.size(), deadLetters.size(), verdicts, rejections, tenants, records, deadLetters);
    }
}
