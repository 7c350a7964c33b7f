package io.caravan.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import static org.awaitility.Awaitility.await;

/** Moves what a consumer group has told Kafka, as an operator does, or as it stands when a commit never arrived. */
public record KafkaOffsets(String brokers, String group) {

    /** Sets the next offset of partitions, when the group has no members any more: Kafka keeps a killed one for a while. */
    public void set(String topic, Map<Integer, Long> offsets) {
        await("the group " + group + " has no member left")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    setNow(topic, offsets);
                    return true;
                });
    }

    private void setNow(String topic, Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> wanted.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.alterConsumerGroupOffsets(group, wanted).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not set the offsets of " + group, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
