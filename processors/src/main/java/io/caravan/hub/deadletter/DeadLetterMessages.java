package io.caravan.hub.deadletter;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

import io.caravan.clickhouse.Fingerprint;
import io.caravan.hub.log.Causes;

/**
 * Turns dead letters into Kafka messages: the bytes as the value, the rest as headers. The key is the same for the same
 * bytes of the same source, so that what is found bad once more is recognised.
 */
public final class DeadLetterMessages {

    public static final String REASON = "caravan-reason";
    public static final String SOURCE = "caravan-source";

    /** One message for each letter, in their order. */
    public List<Exchange> of(List<DeadLetter> letters, CamelContext context) {
        return letters.stream().map(letter -> message(letter, context)).toList();
    }

    /** Messages for letters that the store refused; its reason is the failure the exchange has just caught. */
    public List<Exchange> ofRefused(List<DeadLetter> letters, Exchange exchange) {
        String reason = "refused by the store: " + Causes.brief(caught(exchange));
        return letters.stream()
                .map(letter -> message(new DeadLetter(reason, letter.source(), letter.raw()), exchange.getContext()))
                .toList();
    }

    /** The message that made a route fail for good, with the failure as the reason. */
    public List<Exchange> ofFailure(Exchange failed) {
        byte[] raw = failed.getMessage().getBody(byte[].class);
        var letter =
                new DeadLetter(Causes.brief(caught(failed)), failed.getFromRouteId(), raw == null ? new byte[0] : raw);
        return of(List.of(letter), failed.getContext());
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private static Exchange message(DeadLetter letter, CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(letter.raw());
        exchange.getMessage().setHeader(KafkaConstants.KEY, key(letter));
        exchange.getMessage().setHeader(REASON, letter.reason());
        exchange.getMessage().setHeader(SOURCE, letter.source());
        return exchange;
    }

    private static String key(DeadLetter letter) {
        return letter.source() + "#" + Long.toHexString(Fingerprint.of(letter.raw()));
    }
}
