package io.caravan.kafka;

import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the records of a {@link RecordBatch} where a value is one; other values are bytes. */
final class RecordBatchProducer extends KafkaProducer<byte[], Object> {

    RecordBatchProducer(Properties settings) {
        super(settings, new ByteArraySerializer(), new RecordBatchSerializer());
    }

    /** For a batch the callback is called once, when the last record is acknowledged or failed; a failure wins. */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], Object> message, Callback callback) {
        if (!(message.value() instanceof RecordBatch batch)) {
            return super.send(message, callback);
        }
        if (batch.size() == 0) {
            throw new IllegalArgumentException("a batch without records");
        }
        var all = new All(batch.size(), callback);
        Future<RecordMetadata> last = null;
        try {
            for (int i = 0; i < batch.size(); i++) {
                last = super.send(new ProducerRecord<>(message.topic(), batch.key(i), batch.value(i)), all);
            }
        } catch (RuntimeException e) {
            // Whoever sends the batch learns of it from this. Records that went before may still be acknowledged.
            all.giveUp();
            throw e;
        }
        return last;
    }

    /** Waits for so many records. */
    private static final class All implements Callback {

        private final AtomicInteger open;
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final Callback callback;
        private volatile boolean givenUp;

        All(int records, Callback callback) {
            this.open = new AtomicInteger(records);
            this.callback = callback;
        }

        void giveUp() {
            givenUp = true;
        }

        @Override
        public void onCompletion(RecordMetadata record, Exception why) {
            if (why != null) {
                failure.compareAndSet(null, why);
            }
            if (open.decrementAndGet() == 0 && !givenUp) {
                callback.onCompletion(record, failure.get());
            }
        }
    }
}
