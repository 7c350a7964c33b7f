package io.caravan.query.http;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.http.ProblemException;

/** Has the store end what it does for a client that went away. */
public final class QueryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueryWatch.class);

    /**
     * Watches the client until its request is answered.
     *
     * @throws ProblemException when it is away already
     */
    public void begin(QueryQuestion question, Exchange exchange) {
        var answered = new AtomicBoolean();
        CamelContext context = exchange.getContext();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                answered.set(true);
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
        question.request().response().closeHandler(closed -> {
            if (!answered.get()) {
                cancel(context, question.queryId());
            }
        });
        if (question.request().response().closed()) {
            throw new ProblemException(QueryFailures.clientGone());
        }
    }

    private static void cancel(CamelContext context, String queryId) {
        LOG.debug("The client of {} went away", queryId);
        ProducerTemplate template = context.createProducerTemplate();
        template.asyncSend("direct:query-cancel", exchange -> exchange.getMessage()
                        .setBody(QueryStatements.cancel(queryId)))
                .whenComplete((sent, failure) -> {
                    Throwable fault = failure == null ? sent.getException() : failure;
                    if (fault != null) {
                        LOG.warn("{}, whose client went away, was not ended", queryId, fault);
                    }
                    template.stop();
                });
    }
}
