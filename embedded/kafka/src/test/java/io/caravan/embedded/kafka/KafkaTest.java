package io.caravan.embedded.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.KafkaServer;
import io.caravan.embedded.KafkaSettings;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        Layout layout = new Layout(Path.of(System.getProperty("caravan.home")), data);
        server = KafkaServer.create(layout, new KafkaSettings(new Port(FreePorts.one(), "kafka")));
        server.start();
        server.awaitReady(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void makesTopicsAsAsked() throws Exception {
        create("at-once", 12);

        try (Admin admin = Admin.create(client())) {
            var description =
                    admin.describeTopics(List.of("at-once")).allTopicNames().get();
            assertThat(description.get("at-once").partitions()).hasSize(12);
        }
    }

    @Test
    void keepsWhatItAcknowledgedOverAKill() throws Exception {
        create("kept", 1);
        send("kept", "before the kill");

        server.kill();
        server.start();
        server.awaitReady(LIMIT);

        send("kept", "after the kill");

        assertThat(read("kept", 2)).containsExactly("before the kill", "after the kill");
    }

    @Test
    void refusesAMisspeltTopic() {
        assertThatThrownBy(() -> send("mispselt", "x"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("mispselt not present in metadata");
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", server.address());
    }

    private static void create(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server.address(), "max.block.ms", topic.equals("kept") ? 20_000 : 1_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    /** Through a consumer group, as its offsets are a topic that must have been made too. */
    private static List<String> read(String topic, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server.address(), "group.id", "reader", "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(kept -> values.add(kept.value()));
            }
            consumer.commitSync();
        }
        return values;
    }
}
