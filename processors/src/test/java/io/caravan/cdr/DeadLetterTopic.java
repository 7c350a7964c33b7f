package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.caravan.testing.KafkaTopic;
import io.caravan.testing.TestServers;

/** Reads what could not be stored. */
final class DeadLetterTopic {

    private DeadLetterTopic() {}

    /** A record that could not be stored. */
    record Letter(String key, String raw, String reason, String source) {}

    /** Everything that is in the topic by now. */
    static List<Letter> read(String topic) {
        return new KafkaTopic(TestServers.kafka(), topic)
                .records().stream().map(DeadLetterTopic::letter).toList();
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> message) {
        return new Letter(
                new String(message.key(), StandardCharsets.UTF_8),
                new String(message.value(), StandardCharsets.UTF_8),
                KafkaTopic.header(message, "caravan-reason"),
                KafkaTopic.header(message, "caravan-source"));
    }
}
