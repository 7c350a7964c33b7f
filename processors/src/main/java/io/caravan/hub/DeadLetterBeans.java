package io.caravan.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.deadletter.DeadLetterMessages;
import io.caravan.hub.deadletter.LetterActions;
import io.caravan.hub.deadletter.LetterGauges;
import io.caravan.hub.deadletter.LetterQuestions;
import io.caravan.hub.deadletter.LetterReplies;
import io.caravan.hub.deadletter.LetterRows;
import io.caravan.hub.deadletter.RowFaults;

/** The verbs for dead letters of all streams, by the names routes call them. */
final class DeadLetterBeans {

    private DeadLetterBeans() {}

    static Map<String, Object> of(HubProperties properties, ObjectMapper json) {
        return Map.of(
                "deadLetters", new DeadLetterMessages(json),
                "rowFaults", new RowFaults(),
                "letterRows", new LetterRows(streams(properties)),
                "letterGauges", new LetterGauges(),
                "letterQuestions", new LetterQuestions(),
                "letterReplies", new LetterReplies(json),
                "letterActions", new LetterActions(HubJson.strict(), json));
    }

    /** By the topic of their dead letters; two streams may share one, whose messages tell their stream. */
    private static Map<String, String> streams(HubProperties properties) {
        Map<String, String> streams = new HashMap<>();
        List.of("behavior", "cdr")
                .forEach(stream -> streams.put(properties.get("caravan." + stream + ".dead-letters"), stream));
        return streams;
    }
}
