package io.caravan.hub.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.vertx.core.http.HttpServerRequest;

/** The path of a request itself: Camel's headers mix its parts with what else a client sends. */
public final class RequestPath {

    private RequestPath() {}

    /**
     * A segment, decoded; empty when the path is shorter.
     *
     * @param index 1 for the first one: before it stands an empty one
     * @throws ProblemException 400 when it is not encoded well
     */
    public static String segment(HttpServerRequest request, int index) {
        String[] segments = request.path().split("/", -1);
        String raw = segments.length > index ? segments[index] : "";
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.of(400, "bad-field", "The request cannot be understood", "The path is not encoded well."),
                    e);
        }
    }
}
