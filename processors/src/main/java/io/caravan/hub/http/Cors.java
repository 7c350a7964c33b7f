package io.caravan.hub.http;

import java.util.Set;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells browsers which other sites' pages may use the API: those that are listed, by name. Credentials of the browser
 * (cookies) are never asked for. A page that is not listed gets no word about it, and its browser keeps the reply from it.
 */
public final class Cors implements Handler<RoutingContext> {

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Content-Type, Content-Encoding, X-Api-Key, Authorization, Idempotency-Key, If-Match, If-None-Match";
    private static final String EXPOSED = "Retry-After, Location, ETag";
    private static final String REMEMBER_SECONDS = "3600";

    private final Set<String> origins;

    /** @param origins such as {@code https://shop.example} */
    public Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void handle(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        HttpServerResponse response = context.response().putHeader("Vary", "Origin");
        boolean listed = origin != null && origins.contains(origin);
        if (listed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
        }
        if (!preflight(context)) {
            if (listed) {
                response.putHeader("Access-Control-Expose-Headers", EXPOSED);
            }
            context.next();
            return;
        }
        if (listed) {
            response.putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", HEADERS)
                    .putHeader("Access-Control-Max-Age", REMEMBER_SECONDS);
        }
        response.setStatusCode(204).end();
    }

    private static boolean preflight(RoutingContext context) {
        return context.request().method() == HttpMethod.OPTIONS
                && context.request().getHeader("Access-Control-Request-Method") != null;
    }
}
