package io.caravan.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic, seen by Kafka's own client. */
public record KafkaTopic(String brokers, String name) {

    /** All that is in the topic now, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return List.copyOf(all);
        }
    }

    /** How many records each partition has held, by its number. */
    public Map<Integer, Long> ends() {
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return byNumber(consumer.endOffsets(partitions(consumer)));
        }
    }

    /** What the group has told Kafka it is done with, by the number of the partition. */
    public Map<Integer, Long> committed(String group) {
        try (Admin admin = Admin.create(client())) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(name))
                    .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue()
                            .offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell the offsets of " + group, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Lets a group, of which no consumer runs, begin anew. */
    public void rewind(String group) {
        Map<TopicPartition, OffsetAndMetadata> begin = committed(group).keySet().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(name, p), p -> new OffsetAndMetadata(0)));
        try (Admin admin = Admin.create(client())) {
            admin.alterConsumerGroupOffsets(group, begin).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not rewind " + group, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends records to one partition, in order, and waits until Kafka has them. */
    public void send(int partition, byte[]... values) {
        try (var producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(name, partition, null, value));
            }
            producer.flush();
        }
    }

    /** Makes the topic, with one partition. */
    public KafkaTopic create() {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
            return this;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not create " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The value of a record's header as text; null when it has none of that name. */
    public static String header(ConsumerRecord<?, ?> message, String header) {
        Header last = message.headers().lastHeader(header);
        return last == null ? null : new String(last.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", brokers, "request.timeout.ms", "5000", "default.api.timeout.ms", "10000");
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new TreeMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }
}
