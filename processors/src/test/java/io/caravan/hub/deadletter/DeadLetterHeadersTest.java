package io.caravan.hub.deadletter;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeadLetterHeadersTest {

    private static final String TOPIC = "dead-letters-behavior";

    @Test
    void aDeadLetterTellsItsReasonAndSourceAndNothingOfTheRequest() {
        try (var hub = new HubProcess(TestServers.home()).withSharedServers("dead_letter_headers")) {
            hub.set("caravan.behavior.store.group", "dead-letter-headers")
                    .start()
                    .awaitReady();
            String bad = """
                    {"tenant_id":"headers","scenario_id":"home","user_id":"u1","item_id":"i1","action_type":"clickk"}""";

            hub.send(HttpRequest.newBuilder(hub.api("/api/v1/behaviors"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer sesame")
                    .POST(HttpRequest.BodyPublishers.ofString("[" + bad + "]"))
                    .build());

            ConsumerRecord<String, String> letter = letterAbout("headers");
            assertThat(letter.value()).isEqualTo(bad);
            assertThat(headers(letter))
                    .containsOnlyKeys(
                            "caravan-reason",
                            "caravan-code",
                            "caravan-source",
                            "caravan-stream",
                            "caravan-letter",
                            "caravan-facts");
            assertThat(headers(letter).values()).noneMatch(value -> value.contains("sesame"));
            assertThat(headers(letter)).containsEntry("caravan-code", "unknown_action");
            assertThat(headers(letter).get("caravan-reason")).contains("action_type");
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> letter) {
        Map<String, String> headers = new TreeMap<>();
        letter.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    /** Other tests share the topic: the letter is known by a word in it. */
    private static ConsumerRecord<String, String> letterAbout(String word) {
        Map<String, Object> client = Map.of("bootstrap.servers", TestServers.kafka());
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return await("a dead letter about " + word)
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(500))) {
                                    if (polled.value().contains(word)) {
                                        return polled;
                                    }
                                }
                                return null;
                            },
                            letter -> letter != null);
        }
    }
}
