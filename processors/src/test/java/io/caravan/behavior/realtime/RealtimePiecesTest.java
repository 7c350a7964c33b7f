package io.caravan.behavior.realtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory.CamelExchangePayload;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory.KafkaRecordPayload;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RealtimePiecesTest {

    private static final String GROUP = "figures";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RealtimePieces PIECES = new RealtimePieces(new ObjectMapper(), 100);

    private final EmbeddedServer kafka = TestServers.newKafka(FreePorts.one());

    @BeforeEach
    void start() {
        kafka.start();
        kafka.awaitReady(PATIENCE);
    }

    @AfterEach
    void stop() {
        kafka.kill();
    }

    @Test
    void tellKafkaOnceItIsBackThoughNothingFollows() {
        var topic = new KafkaTopic(kafka.address(), "events");
        topic.create();
        var partition = new TopicPartition(topic.name(), 0);
        try (var consumer = consumer()) {
            consumer.subscribe(List.of(topic.name()));
            await("assigned").atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return consumer.assignment().contains(partition);
            });
            kafka.kill();
            CompletableFuture<Void> told =
                    CompletableFuture.runAsync(() -> PIECES.commit(List.of(piece(consumer, partition, 4))));
            kafka.start();
            told.join();

            assertThat(topic.committed(GROUP)).containsEntry(0, 5L);
        }
    }

    /** Of which nothing but its end is looked at. */
    private static Piece piece(KafkaConsumer<?, ?> consumer, TopicPartition partition, long last) {
        var commit = new DefaultKafkaManualSyncCommit(
                new CamelExchangePayload(null, consumer, "", null), new KafkaRecordPayload(partition, last, 0), null);
        return new Piece(partition.partition(), 0, last, List.of(), 0, commit);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.address(), "group.id", GROUP, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
