package io.caravan.cdr;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the records of a reply fared.
 *
 * @param rejected among the dead letters
 * @param repeated left out, because the reply held them already
 * @param otherDays stored, though they began on another day than the window's
 * @param changed stored before with other content
 * @param late new after the day had been pulled to its end
 * @param vanished stored, and not in the reply
 */
public record PullCounts(
        long rejected,
        long repeated,
        @JsonProperty("other_days") long otherDays,
        long changed,
        long late,
        long vanished) {

    public static final PullCounts NONE = new PullCounts(0, 0, 0, 0, 0, 0);
}
