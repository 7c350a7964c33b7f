package io.caravan.hub.http;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An error as clients see it: RFC 9457, {@code application/problem+json}.
 *
 * @param type stable name of the kind of error; what clients should compare
 * @param status HTTP status
 * @param detail what was wrong with this request
 * @param retryAfter seconds after which a try may succeed, for the Retry-After header; 0 when trying again is useless
 * @param extensions further members, such as the verdict on each event
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonIgnore int retryAfter,
        @JsonAnyGetter @JsonIgnore(false) Map<String, Object> extensions) {

    public static final String CONTENT_TYPE = "application/problem+json";
    private static final int RETRY_SECONDS = 5;
    private static final String BASE = "urn:caravan:problem:";

    public static Problem of(int status, String name, String title, String detail) {
        return new Problem(BASE + name, title, status, detail, 0, Map.of());
    }

    /** 503: a server that the hub cannot do without for this request does not answer. */
    public static Problem unavailable(String server) {
        return of(
                        503,
                        server + "-unavailable",
                        "A server the hub needs does not answer",
                        "Nothing was accepted. Send the request again later.")
                .retryAfter(RETRY_SECONDS);
    }

    public Problem retryAfter(int seconds) {
        return new Problem(type, title, status, detail, seconds, extensions);
    }

    public Problem with(String name, Object value) {
        return new Problem(type, title, status, detail, retryAfter, Map.of(name, value));
    }
}
