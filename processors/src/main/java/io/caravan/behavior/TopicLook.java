package io.caravan.behavior;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at topics past the consumer group: which topic it is, and what records of a range are. */
public final class TopicLook implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Empty polls in a row, of a second each, after which a range that does not end is given up. */
    private static final int MOST_EMPTY = 15;

    private final Properties client;
    private final Map<TopicPartition, Position> positions = new ConcurrentHashMap<>();
    private Admin admin;

    private record Position(String topicId, long next) {}

    /** @param client connection properties */
    public TopicLook(Properties client) {
        this.client = client;
    }

    /**
     * The topic's id, which Kafka is asked for unless the records follow those that were dealt with last: a topic that was
     * made anew begins at offset 0.
     */
    String idOf(TopicPartition partition, long first) {
        Position position = positions.get(partition);
        return position != null && position.next() == first ? position.topicId() : idOf(partition.topic());
    }

    /** The next records are expected behind the range. */
    void passed(RangeClaim claim) {
        positions.put(
                new TopicPartition(claim.topic(), claim.partition()), new Position(claim.topicId(), claim.last() + 1));
    }

    /** The records of the range that Kafka still has; see {@link #read}. */
    List<StoreRecord> records(RangeClaim claim) {
        List<StoreRecord> records = new ArrayList<>();
        read(claim, records::add);
        return records;
    }

    /**
     * Gives the records of the range that Kafka still has, one by one and without a commit: a whole range is too much to
     * hold beside what is gathered.
     *
     * @throws KafkaException when they do not come, some of them given already
     */
    void read(RangeClaim claim, Consumer<StoreRecord> taker) {
        var partition = new TopicPartition(claim.topic(), claim.partition());
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            consumer.seek(partition, Math.max(begin, claim.first()));
            int empty = 0;
            while (consumer.position(partition) <= claim.last()) {
                var polled = consumer.poll(Duration.ofSeconds(1)).records(partition);
                polled.stream()
                        .filter(record -> claim.holds(record.offset()))
                        .forEach(record -> taker.accept(
                                new StoreRecord(record.offset(), record.value(), StoreRecord.letter(record))));
                empty = polled.isEmpty() ? empty + 1 : 0;
                if (empty == MOST_EMPTY) {
                    throw new KafkaException("Kafka does not give all records of " + claim.token());
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = new Properties();
        properties.putAll(client);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private String idOf(String topic) {
        try {
            return admin().describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not tell the id of the topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(client);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
