package io.caravan.hub.http;

import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Problems for requests that reach no route: the HTTP server itself refuses them. */
public final class HttpErrorPages {

    private static final Map<Integer, Problem> PAGES = Map.of(
            400, Problem.of(400, "bad-request", "The request cannot be understood", "It is no valid HTTP request."),
            404, Problem.of(404, "no-such-endpoint", "There is no such endpoint", "See docs/http-api.md for the list."),
            405, Problem.of(405, "method-not-allowed", "The endpoint does not take this method", "Try another method."),
            406, Problem.of(406, "not-acceptable", "No representation fits", "Ask for application/json."),
            413, Problem.of(413, "too-large", "The body is too large", "Send fewer events in one request."),
            415,
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "The endpoint does not take this media type",
                            "Send application/json; events may also be application/x-ndjson or text/plain."));

    private static final Problem STARTING = Problem.of(
                    503, "starting", "The hub is starting", "Nothing was accepted. Send the request again later.")
            .retryAfter(1);

    private final ObjectMapper json;
    private final BooleanSupplier started;

    /** @param started until then an endpoint that is not there may come yet */
    public HttpErrorPages(ObjectMapper json, BooleanSupplier started) {
        this.json = json;
        this.started = started;
    }

    public void install(Router router) {
        PAGES.forEach((status, problem) -> router.errorHandler(status, context -> answer(context, problem)));
        router.errorHandler(404, context -> answer(context, started.getAsBoolean() ? PAGES.get(404) : STARTING));
    }

    private void answer(RoutingContext context, Problem problem) {
        if (problem.retryAfter() > 0) {
            context.response().putHeader("Retry-After", String.valueOf(problem.retryAfter()));
        }
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.CONTENT_TYPE)
                    .end(json.writeValueAsString(
                            problem.with("path", context.request().path())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
