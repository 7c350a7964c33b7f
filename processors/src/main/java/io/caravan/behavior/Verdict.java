package io.caravan.behavior;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of one event of a request.
 *
 * @param index its place in the request, from 0
 * @param status accepted or rejected
 * @param reason code of the reason when rejected
 * @param detail the reason in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        int index, String status, @JsonProperty("event_id") String eventId, String reason, String detail) {

    static Verdict accepted(int index, String eventId) {
        return new Verdict(index, "accepted", eventId, null, null);
    }

    static Verdict rejected(int index, String reason, String detail) {
        return new Verdict(index, "rejected", null, reason, detail);
    }
}
