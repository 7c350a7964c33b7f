package io.caravan.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes until it is told to end, with a new client whenever one has failed. */
final class PartitionsThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionsThread.class);
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final long PAUSE_SECONDS = 1;

    private final KafkaPartitionsConsumer consumer;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> client;

    PartitionsThread(KafkaPartitionsConsumer consumer) {
        this.consumer = consumer;
    }

    /** What is being dealt with comes to its end; what was only gathered is read again another time. */
    void end() {
        ending.countDown();
        KafkaConsumer<byte[], byte[]> polling = client;
        if (polling != null) {
            polling.wakeup();
        }
    }

    @Override
    public void run() {
        while (ending.getCount() > 0) {
            try {
                consume();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("told to end", e);
            } catch (KafkaException e) {
                LOG.warn("Cannot consume {}: {}", consumer.getEndpoint().getTopic(), e.toString());
                pause();
            } catch (RuntimeException e) {
                consumer.getExceptionHandler()
                        .handleException(
                                "Failed consuming " + consumer.getEndpoint().getTopic(), e);
                pause();
            }
        }
    }

    private void consume() {
        var kafka = new KafkaConsumer<>(
                consumer.getEndpoint().client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = new Partitions(kafka, consumer);
        try {
            client = kafka;
            kafka.subscribe(List.of(consumer.getEndpoint().getTopic()), partitions);
            while (ending.getCount() > 0) {
                partitions.take(kafka.poll(partitions.patience()), () -> ending.getCount() == 0);
            }
        } finally {
            client = null;
            partitions.forget();
            kafka.close(LEAVING);
        }
    }

    private void pause() {
        try {
            ending.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.countDown();
        }
    }
}
