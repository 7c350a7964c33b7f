package io.caravan.behavior;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.ErrorClass;
import io.caravan.hub.log.Causes;

/**
 * Partitions that stand still, since storing fails for a reason that is not known to pass by itself and does not lie in the
 * rows: nothing is skipped, and a person has to put it right.
 */
public final class StoreFaults {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFaults.class);

    /** A partition is tried again within seconds; one that is not may be another hub's by now. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<TopicPartition, Fault> faults = new ConcurrentHashMap<>();

    public StoreFaults(Clock clock) {
        this.clock = clock;
    }

    private record Fault(Instant since, Instant last, String reason) {}

    /**
     * For a doCatch: notes what was caught and throws it again.
     *
     * @throws Exception the failure that was caught
     */
    public void note(PartitionBatch batch, Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        // What a stop breaks off is stored after the next start.
        if (!passes(caught) && !exchange.getContext().getStatus().isStopping()) {
            note(partition(batch), String.join(": ", Causes.chain(caught)));
        }
        throw caught;
    }

    /** Whether the next try may do by itself; a Kafka or ClickHouse that is away shows in the hub's health anyhow. */
    private static boolean passes(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ClickHouseException clickhouse) {
                return clickhouse.getErrorClass() == ErrorClass.RETRY;
            }
            if (t instanceof KafkaException
                    || t instanceof FinishedElsewhereException
                    || t instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private void note(TopicPartition partition, String reason) {
        Instant now = clock.instant();
        Fault before = faults.get(partition);
        if (before == null || !before.reason().equals(reason)) {
            LOG.error("{} stands still: {}", partition, reason);
        }
        faults.put(partition, new Fault(before == null ? now : before.since(), now, reason));
    }

    /** The batch is dealt with. */
    public void clear(PartitionBatch batch) {
        faults.remove(partition(batch));
    }

    /** A line for each partition that stands still: which, since when, and why. */
    public List<String> lines() {
        Instant forgotten = clock.instant().minus(FORGOTTEN);
        faults.values().removeIf(fault -> fault.last().isBefore(forgotten));
        return faults.entrySet().stream()
                .map(entry -> entry.getKey() + " stands still since "
                        + entry.getValue().since() + ": " + entry.getValue().reason())
                .sorted()
                .toList();
    }

    private static TopicPartition partition(PartitionBatch batch) {
        return new TopicPartition(batch.topic(), batch.partition());
    }
}
