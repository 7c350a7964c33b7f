package io.caravan.hub.deadletter;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

import io.caravan.hub.log.Causes;

/** Turns dead letters into Kafka messages: the bytes as the value, the rest as headers. */
public final class DeadLetterMessages {

    public static final String REASON = "caravan-reason";
    public static final String SOURCE = "caravan-source";

    /** One message for each letter, in their order. */
    public List<Exchange> of(List<DeadLetter> letters, CamelContext context) {
        return letters.stream().map(letter -> message(letter, context)).toList();
    }

    /** The message that made a route fail for good, with the failure as the reason. */
    public List<Exchange> ofFailure(Exchange failed) {
        Exception cause = failed.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        byte[] raw = failed.getMessage().getBody(byte[].class);
        var letter = new DeadLetter(Causes.brief(cause), failed.getFromRouteId(), raw == null ? new byte[0] : raw);
        return of(List.of(letter), failed.getContext());
    }

    private static Exchange message(DeadLetter letter, CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(letter.raw());
        exchange.getMessage().setHeader(REASON, letter.reason());
        exchange.getMessage().setHeader(SOURCE, letter.source());
        return exchange;
    }
}
