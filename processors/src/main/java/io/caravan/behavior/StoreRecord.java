package io.caravan.behavior;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import io.caravan.hub.deadletter.DeadLetterMessages;

/**
 * A record of the topic of events, read once more.
 *
 * @param value null when the record has none
 * @param letter id of the dead letter that it is sent again for; null for a record that comes for the first time
 */
public record StoreRecord(long offset, byte[] value, String letter) {

    /** Id of the dead letter that a record of Kafka is sent again for; null for one that comes for the first time. */
    static String letter(ConsumerRecord<?, ?> record) {
        Header letter = record.headers().lastHeader(DeadLetterMessages.LETTER);
        return letter == null ? null : new String(letter.value(), StandardCharsets.UTF_8);
    }
}
