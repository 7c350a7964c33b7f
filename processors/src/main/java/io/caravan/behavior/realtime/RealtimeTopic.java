package io.caravan.behavior.realtime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntToLongFunction;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of events beside the consumer group. Every method throws {@link KafkaException} when Kafka is away. */
final class RealtimeTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_RECORDS = 20_000;

    private final Map<String, Object> client = new HashMap<>();
    private final RealtimeSettings settings;

    /** @param client connection properties */
    RealtimeTopic(Properties client, RealtimeSettings settings) {
        client.forEach((key, value) -> this.client.put(key.toString(), value));
        this.client.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        this.settings = settings;
    }

    /** Records of a partition. @param next offset that follows them */
    record Records(List<RealtimePieces.Raw> records, long next) {}

    /**
     * How far every partition is.
     *
     * @param applied asked for the next offset that the figures of a partition need; before Kafka is asked, since
     *     otherwise it could be beyond an end that was asked for a moment earlier
     */
    List<Progress> progress(IntToLongFunction applied) {
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> fences = new HashMap<>();
            partitions.forEach(p -> fences.put(p, applied.applyAsLong(p.partition())));
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return partitions.stream()
                    .map(p -> new Progress(
                            p.partition(),
                            fences.get(p),
                            committed.get(p) == null ? -1 : committed.get(p).offset(),
                            ends.get(p)))
                    .toList();
        }
    }

    /**
     * The next records of a partition, at most some thousands.
     *
     * @param from the first offset wanted
     * @param since what was written before this time, epoch milliseconds, is not wanted
     * @param until the first offset that is not wanted any more
     * @throws IOException when Kafka delivers nothing
     */
    Records read(int partition, long from, long since, long until) throws IOException {
        var of = new TopicPartition(settings.topic(), partition);
        try (var consumer = consumer()) {
            consumer.assign(List.of(of));
            OffsetAndTimestamp first =
                    consumer.offsetsForTimes(Map.of(of, since)).get(of);
            long start = Math.min(until, Math.max(from, first == null ? until : first.offset()));
            consumer.seek(of, start);
            List<RealtimePieces.Raw> records = new ArrayList<>();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(of) < until && records.size() < MOST_RECORDS && System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (record.offset() < until) {
                        records.add(new RealtimePieces.Raw(record.offset(), record.value(), null));
                    }
                }
            }
            long next = Math.min(until, consumer.position(of));
            if (next == start && start < until) {
                throw new IOException("Kafka does not deliver " + of + " from " + start);
            }
            return new Records(records, next);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
