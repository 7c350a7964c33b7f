package io.caravan.hub.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;

/** Hands a request to its route and lets go of the thread; whoever ends the route has the reply written. */
final class AsyncHttpConsumer extends VertxPlatformHttpConsumer {

    /** Camel's filter keeps these for servers to set. */
    private static final Set<String> OF_ROUTES = Set.of("content-type", "cache-control");

    AsyncHttpConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            List<Handler<RoutingContext>> handlers,
            String routerName) {
        super(endpoint, processor, handlers, routerName);
    }

    @Override
    protected void handleRequest(RoutingContext http) {
        if (isSuspended()) {
            super.handleRequest(http);
            return;
        }
        Context loop = http.vertx().getOrCreateContext();
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        processHttpRequest(exchange, http).onComplete(read -> {
            if (read.failed()) {
                end(http, exchange, read.cause());
                return;
            }
            // A first step may still block: Kafka's client does when it knows no broker, or has no memory left.
            http.vertx()
                    .executeBlocking(
                            () -> {
                                createUoW(exchange);
                                return getAsyncProcessor()
                                        .process(exchange, sync -> loop.runOnContext(go -> answer(http, exchange)));
                            },
                            false)
                    .onFailure(failure -> end(http, exchange, failure));
        });
    }

    /**
     * The body as bytes, and none of the headers and parameters: each step would carry them along, and what a client sends
     * shall steer nothing.
     */
    @Override
    protected Future<Void> populateCamelMessage(RoutingContext http, Exchange exchange, Message message) {
        Buffer body = http.body().buffer();
        message.setBody(body == null ? null : body.getBytes());
        // While the request waits, it holds its body once.
        ((RoutingContextInternal) http).setBody(null);
        return Future.succeededFuture();
    }

    private void answer(RoutingContext http, Exchange exchange) {
        Throwable failure = exchange.getException();
        if (failure == null) {
            try {
                write(http.response(), exchange.getMessage(), exchange);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        end(http, exchange, failure);
    }

    private void write(HttpServerResponse response, Message message, Exchange exchange) {
        if (response.closed()) {
            return;
        }
        response.setStatusCode(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        message.getHeaders().forEach((name, value) -> {
            if (OF_ROUTES.contains(name.toLowerCase(Locale.ROOT))
                    || !getEndpoint().getHeaderFilterStrategy().applyFilterToCamelHeaders(name, value, exchange)) {
                response.putHeader(name, String.valueOf(value));
            }
        });
        byte[] body = message.getBody(byte[].class);
        response.end(Buffer.buffer(body == null ? new byte[0] : body));
    }

    private void end(RoutingContext http, Exchange exchange, Throwable failure) {
        if (failure != null) {
            getExceptionHandler()
                    .handleException(
                            "Failed handling platform-http endpoint "
                                    + getEndpoint().getPath(),
                            failure);
            http.fail(failure);
        }
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }
}
