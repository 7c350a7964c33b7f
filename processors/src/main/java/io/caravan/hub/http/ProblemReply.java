package io.caravan.hub.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.log.Causes;

/** Answers a failed HTTP request with {@code application/problem+json}. */
public final class ProblemReply {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReply.class);

    private final ProblemTable table = new ProblemTable();
    private final ObjectMapper json;

    public ProblemReply(ObjectMapper json) {
        this.json = json;
    }

    /** Replaces the message by the problem that the failure of the exchange is for a client. */
    public void reply(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = table.of(failure);
        if (problem.status() >= 500) {
            LOG.warn("{} {}: {}", exchange.getFromRouteId(), problem.type(), Causes.brief(failure));
            LOG.debug("the whole failure", failure);
        }
        Message reply = exchange.getMessage();
        reply.removeHeaders("*");
        reply.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        reply.setHeader(Exchange.CONTENT_TYPE, Problem.CONTENT_TYPE);
        if (problem.retryAfter() > 0) {
            reply.setHeader("Retry-After", problem.retryAfter());
        }
        reply.setBody(json.writeValueAsString(problem));
    }
}
