package io.caravan.behavior;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka for the offsets of a topic and of a consumer group. */
public final class OffsetLook {

    private final Properties client;

    /** @param client connection properties, which bound how long a question may take */
    public OffsetLook(Properties client) {
        this.client = client;
    }

    /** @throws KafkaException when Kafka does not answer */
    public TopicOffsets of(String topic, String group) {
        try (Admin admin = Admin.create(client)) {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            List<TopicPartition> partitions = description.partitions().stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            // In this order, so that no figure runs ahead of the next one.
            Map<TopicPartition, ListOffsetsResultInfo> earliest = list(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends = list(admin, partitions, OffsetSpec.latest());
            return new TopicOffsets(
                    topic,
                    description.topicId().toString(),
                    group,
                    partitions.stream()
                            .map(partition -> {
                                OffsetAndMetadata next = committed.get(partition);
                                return new PartitionOffsets(
                                        partition.partition(),
                                        earliest.get(partition).offset(),
                                        next == null ? null : next.offset(),
                                        ends.get(partition).offset());
                            })
                            .toList());
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not tell the offsets of " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> list(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which)))
                .all()
                .get();
    }
}
