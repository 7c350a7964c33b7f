package io.caravan.cdr;

import java.time.LocalDate;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.hub.deadletter.StoredLetter;

/**
 * A dead letter that is a good call record by today's rules.
 *
 * @param json the record; its account is filled in
 * @param version of the pull or file that it came with, and of the row that it becomes
 * @param day business day of its start
 * @param fingerprint of its bytes
 */
record LetterCall(
        StoredLetter letter, VosNode node, JsonNode json, long version, LocalDate day, long flowNo, long fingerprint) {

    /** Of one row of the store, whatever its version. */
    record Key(int node, LocalDate day, long flowNo) {}

    Key key() {
        return new Key(node.id(), day, flowNo);
    }
}
