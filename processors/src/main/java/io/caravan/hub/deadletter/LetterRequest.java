package io.caravan.hub.deadletter;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * The body of a request to send letters again or to discard them: these ids, or the letters that are new and fit the filter.
 *
 * @param limit most letters of this call
 * @param cursor of the call before: goes on after the letters that it looked at
 * @param by who asks, for people
 * @param dryRun whether nothing is to be changed
 */
record LetterRequest(
        List<String> ids,
        Filter filter,
        Integer limit,
        String cursor,
        String by,
        @JsonAlias("dry_run") Boolean dryRun) {

    /** The names of query parameters of the list. */
    record Filter(String stream, String reason, String state, String source, String from, String to) {

        LetterFilter checked() {
            return LetterFilter.read(name -> switch (name) {
                case "stream" -> stream;
                case "reason" -> reason;
                case "state" -> state;
                case "source" -> source;
                case "from" -> from;
                default -> to;
            });
        }
    }
}
