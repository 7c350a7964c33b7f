package io.caravan.hub.deadletter;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

import io.caravan.hub.log.Causes;

/**
 * Turns dead letters into Kafka messages: the bytes as the value, the rest as headers. The key is the id of the letter, the
 * same for the same bytes of the same source, so that what is found bad once more is recognised.
 */
public final class DeadLetterMessages {

    public static final String REASON = "caravan-reason";
    public static final String SOURCE = "caravan-source";
    static final String CODE = "caravan-code";
    static final String STREAM = "caravan-stream";
    static final String FACTS = "caravan-facts";

    /** Names the dead letter that a record is sent again for, on its way and when it fails once more. */
    public static final String LETTER = "caravan-letter";

    /** Of what made a route fail for good. */
    static final String UNUSABLE = "unusable";

    private final ObjectMapper json;

    public DeadLetterMessages(ObjectMapper json) {
        this.json = json;
    }

    /** One message for each letter, in their order; their stream is the one that the exchange is in. */
    public List<Exchange> of(List<DeadLetter> letters, Exchange exchange) {
        return letters.stream().map(letter -> message(letter, exchange)).toList();
    }

    /** Messages for letters that the store refused; its reason is the failure the exchange has just caught. */
    public List<Exchange> ofRefused(List<DeadLetter> letters, Exchange exchange) {
        String reason = "refused by the store: " + Causes.brief(caught(exchange));
        return of(letters.stream().map(letter -> letter.refused(reason)).toList(), exchange);
    }

    /** The message that made a route fail for good, with the failure as the reason. */
    public List<Exchange> ofFailure(Exchange failed) {
        byte[] raw = failed.getMessage().getBody(byte[].class);
        Exception cause = caught(failed);
        String code = cause instanceof UnusableException unusable ? unusable.code() : UNUSABLE;
        return of(
                List.of(DeadLetter.of(
                        code, Causes.brief(cause), failed.getFromRouteId(), raw == null ? new byte[0] : raw)),
                failed);
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private Exchange message(DeadLetter letter, Exchange exchange) {
        String stream = exchange.getProperty("stream", "", String.class);
        String id = letter.id().isEmpty() ? LetterId.of(stream, letter.source(), letter.raw()) : letter.id();
        Exchange message = new DefaultExchange(exchange.getContext());
        message.getMessage().setBody(letter.raw());
        message.getMessage().setHeader(KafkaConstants.KEY, id);
        message.getMessage().setHeader(REASON, letter.reason());
        message.getMessage().setHeader(CODE, letter.code());
        message.getMessage().setHeader(SOURCE, letter.source());
        message.getMessage().setHeader(STREAM, stream);
        message.getMessage().setHeader(LETTER, id);
        if (!letter.facts().isEmpty()) {
            message.getMessage().setHeader(FACTS, facts(letter));
        }
        return message;
    }

    private String facts(DeadLetter letter) {
        try {
            return json.writeValueAsString(letter.facts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
