package io.caravan.behavior;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.caravan.hub.deadletter.DeadLetter;

/** Gathers what is decided on the events of a request, one after the other. */
final class IntakeTally {

    /** A dead letter must fit into a Kafka record, which by default takes a megabyte. */
    private static final int MOST_KEPT = 900_000;

    private final List<Verdict> verdicts;
    private final List<EventRecord> records;
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<String, Integer> rejections = new TreeMap<>();
    private final Map<String, Integer> tenants = new HashMap<>();

    /** @param events about how many there are */
    IntakeTally(int events) {
        this.verdicts = new ArrayList<>(events);
        this.records = new ArrayList<>(events);
    }

    void accept(String eventId, String tenant, EventRecord record) {
        records.add(record);
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
