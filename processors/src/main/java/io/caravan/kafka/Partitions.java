package io.caravan.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that a thread has at the moment: what is gathered of each, and when it is handed over. */
final class Partitions implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final long IDLE_MILLIS = 500;
    private static final int MOST_WAITS = 5;
    private static final int MOST_DOUBLINGS = 3;

    private final Consumer<byte[], byte[]> kafka;
    private final KafkaPartitionsConsumer route;
    private final KafkaPartitionsEndpoint options;
    private final Map<TopicPartition, Gathering> gathering = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private final Map<TopicPartition, Failure> failures = new HashMap<>();

    Partitions(Consumer<byte[], byte[]> kafka, KafkaPartitionsConsumer route) {
        this.kafka = kafka;
        this.route = route;
        this.options = route.getEndpoint();
    }

    private record Gathering(Gathered records, long since) {}

    private record Failure(int times, long until) {}

    /** How long to wait for records. */
    Duration patience() {
        long now = System.currentTimeMillis();
        long wait = IDLE_MILLIS;
        for (Gathering partition : gathering.values()) {
            wait = Math.min(wait, partition.since() + options.getBatchMillis() - now);
        }
        for (Failure failure : failures.values()) {
            wait = Math.min(wait, failure.until() - now);
        }
        return Duration.ofMillis(Math.max(wait, gathering.isEmpty() ? 0 : 10));
    }

    /** Gathers the records, and hands over what is due. */
    void take(ConsumerRecords<byte[], byte[]> records, BooleanSupplier ending) {
        for (TopicPartition partition : records.partitions()) {
            gather(partition, records.records(partition), ending);
        }
        while (total() > options.getGatheredBytes() && !ending.getAsBoolean()) {
            handOver(largest());
        }
        for (TopicPartition partition : due()) {
            if (!ending.getAsBoolean()) {
                handOver(partition);
            }
        }
        tell();
        tryAgain();
    }

    private void gather(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ending) {
        Gathered gathered = begun(partition);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!gathered.take(record)) {
                // After a failure the rest comes again.
                if (ending.getAsBoolean() || !handOver(partition)) {
                    return;
                }
                gathered = begun(partition);
                gathered.take(record);
            }
        }
    }

    private Gathered begun(TopicPartition partition) {
        return gathering
                .computeIfAbsent(
                        partition,
                        begin -> new Gathering(
                                options.getGatherer().begin(begin.topic(), begin.partition()),
                                System.currentTimeMillis()))
                .records();
    }

    private boolean handOver(TopicPartition partition) {
        Gathered records = gathering.remove(partition).records();
        boolean dealtWith = route.handOver(partition.topic(), partition.partition(), records);
        if (dealtWith) {
            failures.remove(partition);
            done.put(partition, new OffsetAndMetadata(records.last() + 1));
            tell();
        } else {
            int times = failures.getOrDefault(partition, new Failure(0, 0)).times();
            long pause = options.getRetryMillis() << Math.min(times, MOST_DOUBLINGS);
            failures.put(partition, new Failure(times + 1, System.currentTimeMillis() + pause));
            kafka.pause(Set.of(partition));
            kafka.seek(partition, records.first());
        }
        records.release();
        return dealtWith;
    }

    /** Those that are old enough, unless most of what there is of them is still to come. */
    private List<TopicPartition> due() {
        long now = System.currentTimeMillis();
        List<TopicPartition> due = new ArrayList<>();
        gathering.forEach((partition, begun) -> {
            long age = now - begun.since();
            boolean mostIsHere =
                    kafka.currentLag(partition).orElse(0) <= begun.records().size();
            if (age >= options.getBatchMillis() * (mostIsHere ? 1 : MOST_WAITS)) {
                due.add(partition);
            }
        });
        return due;
    }

    private long total() {
        return gathering.values().stream()
                .mapToLong(begun -> begun.records().bytes())
                .sum();
    }

    private TopicPartition largest() {
        return gathering.entrySet().stream()
                .max(Comparator.comparingLong(
                        begun -> begun.getValue().records().bytes()))
                .orElseThrow()
                .getKey();
    }

    /** Tells Kafka what is done with. What it does not hear is told again with the next, or comes again. */
    private void tell() {
        if (done.isEmpty()) {
            return;
        }
        try {
            kafka.commitSync(done);
            done.clear();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debug("the partitions are another one's by now", e);
        } catch (TimeoutException e) {
            LOG.warn("Kafka does not take offsets: {}", e.toString());
        } catch (WakeupException e) {
            // The thread is to end, and ends after this.
            kafka.commitSync(done);
        }
    }

    private void tryAgain() {
        long now = System.currentTimeMillis();
        failures.replaceAll((partition, failure) -> {
            if (failure.until() > now) {
                return failure;
            }
            kafka.resume(Set.of(partition));
            return new Failure(failure.times(), Long.MAX_VALUE);
        });
    }

    /** Nothing is gathered any more. */
    void forget() {
        gathering.values().forEach(begun -> begun.records().release());
        gathering.clear();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // They begin where Kafka was told last.
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        tell();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Gathering begun = gathering.remove(partition);
            if (begun != null) {
                begun.records().release();
            }
            failures.remove(partition);
            done.remove(partition);
        }
    }
}
