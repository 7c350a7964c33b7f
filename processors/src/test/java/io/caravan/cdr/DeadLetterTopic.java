package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.caravan.testing.TestServers;

/** Reads a topic of one partition from its first message. */
final class DeadLetterTopic {

    private DeadLetterTopic() {}

    /** A record that could not be stored. */
    record Letter(String raw, String reason, String source) {}

    /** Everything that is in the topic by now. */
    static List<Letter> read(String topic) {
        Map<String, Object> options = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka());
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Letter> letters = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> letters.add(letter(message)));
            }
        }
        return letters;
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> message) {
        return new Letter(
                new String(message.value(), StandardCharsets.UTF_8),
                header(message, "caravan-reason"),
                header(message, "caravan-source"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
