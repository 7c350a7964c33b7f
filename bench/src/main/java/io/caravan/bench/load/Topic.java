package io.caravan.bench.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A topic as an administrator sees it. */
public record Topic(String brokers, String name) {

    /** The topic that the hub writes accepted events to. */
    public static final String OF_THE_HUB = "user-behaviors";

    /** As config/kafka-topics.yaml has it. */
    public static final int PARTITIONS = 4;

    /** The topic, which is made. */
    public static Topic create(String brokers, String name) {
        try (Admin admin = admin(brokers)) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            return new Topic(brokers, name);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not create " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(name, number))
                .toList();
    }

    /** How many records were ever written. */
    public long records() {
        try (Admin admin = admin(brokers)) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            partitions().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell the offsets of " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Admin admin(String brokers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }
}
