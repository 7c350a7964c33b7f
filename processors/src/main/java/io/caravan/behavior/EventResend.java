package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

import io.caravan.hub.deadletter.DeadLetterMessages;
import io.caravan.hub.deadletter.LetterOutcome;
import io.caravan.hub.deadletter.LetterResend;
import io.caravan.hub.deadletter.StoredLetter;

/** Dead letters of events that are to be sent again. */
public final class EventResend extends LetterResend {

    private record Accepted(StoredLetter letter, Object[] row, byte[] value) {}

    private final EventKey key = new EventKey();
    private final List<Accepted> accepted = new ArrayList<>();

    /** @param row of the event, as the store would write it */
    void accept(StoredLetter letter, Object[] row, byte[] value) {
        accepted.add(new Accepted(letter, row, value));
    }

    void refuse(StoredLetter letter, String code, String why) {
        reject(letter, code, why);
    }

    /** Whether any can be sent. */
    public boolean any() {
        return !accepted.isEmpty();
    }

    /** Parameters of the question which of them are stored already. */
    public Map<String, Object> question() {
        Map<String, Object> parameters = StoredEvents.question(rows());
        // No range of Kafka is left out of the answer.
        parameters.putAll(Map.of("topic", "", "partition", 0, "first", 0, "last", 0));
        return parameters;
    }

    private List<Object[]> rows() {
        return accepted.stream().map(Accepted::row).toList();
    }

    /**
     * Takes over the answer.
     *
     * @param keys in RowBinary
     * @return the messages for the topic of events, each with the id of its letter, so that the store looks whether it has it
     */
    List<Exchange> messages(InputStream keys, CamelContext context) throws IOException {
        Set<Long> stored = StoredEvents.read(keys);
        Map<Long, Exchange> messages = new LinkedHashMap<>();
        for (Accepted one : accepted) {
            long event = BehaviorRows.keyOf(one.row(), key);
            if (stored.contains(event) || messages.containsKey(event)) {
                settle(one.letter(), LetterOutcome.ALREADY_STORED);
            } else {
                settle(one.letter(), LetterOutcome.RESENT);
                messages.put(event, message(one, context));
            }
        }
        return List.copyOf(messages.values());
    }

    private static Exchange message(Accepted one, CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(KafkaConstants.KEY, BehaviorRows.userOf(one.row()));
        exchange.getMessage().setHeader(DeadLetterMessages.LETTER, one.letter().id());
        exchange.getMessage().setBody(one.value());
        return exchange;
    }
}
