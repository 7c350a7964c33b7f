package io.caravan.bench.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.caravan.bench.load.Topic;

/** The bare limit: consumers that read everything and do nothing with it, as many as the hub has. */
public final class BareReader {

    static final String RATE = "records/s ";
    private static final int CONSUMERS = 2;
    private static final int MAX_POLL_RECORDS = 20_000;

    private BareReader() {}

    /** @param args brokers, topic, records that do not count, records that count */
    public static void main(String[] args) {
        var topic = new Topic(args[0], args[1]);
        long warmUp = Long.parseLong(args[2]);
        long total = warmUp + Long.parseLong(args[3]);
        var read = new AtomicLong();
        for (int i = 0; i < CONSUMERS; i++) {
            int consumer = i;
            List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                    .filter(number -> number % CONSUMERS == consumer)
                    .mapToObj(topic.partitions()::get)
                    .toList();
            new Thread(() -> read(topic.brokers(), partitions, read, total)).start();
        }
        System.out.println(RATE + Math.round(Drain.rate(read::get, warmUp, total, Duration.ofMinutes(5))));
    }

    private static void read(String brokers, List<TopicPartition> partitions, AtomicLong read, long total) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (read.get() < total) {
                read.addAndGet(consumer.poll(Duration.ofMillis(100)).count());
            }
        }
    }
}
