package io.caravan.kafka;

import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.caravan.testing.KafkaTopic;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A batch of records is one message: it is done with when every record is, and fails when any does. */
class RecordBatchClientsTest {

    private static final int LARGEST = 20_000;

    private final KafkaTopic topic =
            new KafkaTopic(TestServers.kafka(), "record-batches-" + UUID.randomUUID()).create();
    private final Producer<byte[], Object> producer = producer();
    private final AtomicInteger calls = new AtomicInteger();

    private record Lines(List<String> values) implements RecordBatch {
        @Override
        public int size() {
            return values.size();
        }

        @Override
        public byte[] key(int record) {
            return String.valueOf(record).getBytes(UTF_8);
        }

        @Override
        public byte[] value(int record) {
            return values.get(record).getBytes(UTF_8);
        }
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void everyRecordOfABatchIsThereWhenItIsDone() throws Exception {
        List<String> values =
                IntStream.range(0, 500).mapToObj(i -> "value " + i).toList();

        send(new Lines(values)).get(30, TimeUnit.SECONDS);

        assertThat(topic.records())
                .hasSize(values.size())
                .allSatisfy(record -> assertThat(new String(record.value(), UTF_8))
                        .isEqualTo("value " + new String(record.key(), UTF_8)))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void aRecordThatFailsFailsTheBatchOnce() throws Exception {
        var sent = send(new Lines(List.of("first", "x".repeat(LARGEST), "last")));

        assertThatThrownBy(() -> sent.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
        producer.flush();
        assertThat(calls).hasValue(1);
        assertThat(topic.records()).hasSize(2);
    }

    /** The sender learns of it from the exception, and from nothing else, whatever becomes of the first record. */
    @Test
    void aBatchThatCannotBeSentToItsEndThrows() {
        var halfway = new RecordBatch() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public byte[] key(int record) {
                return null;
            }

            @Override
            public byte[] value(int record) {
                if (record == 1) {
                    throw new IllegalStateException("no value");
                }
                return new byte[1];
            }
        };

        assertThatThrownBy(() -> send(halfway)).hasMessage("no value");
        producer.flush();
        assertThat(topic.records()).hasSize(1);
        assertThat(calls).hasValue(0);
    }

    private CompletableFuture<Void> send(Object value) {
        var done = new CompletableFuture<Void>();
        producer.send(new ProducerRecord<>(topic.name(), value), (record, failure) -> {
            calls.incrementAndGet();
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private Producer<byte[], Object> producer() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.brokers());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        return new RecordBatchClients().getProducer(settings);
    }
}
