package io.caravan.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultConsumer;

/** Runs the threads that consume. */
class KafkaPartitionsConsumer extends DefaultConsumer {

    private static final int ENDING_SECONDS = 20;

    private final List<PartitionsThread> threads = new ArrayList<>();
    private ExecutorService executor;

    KafkaPartitionsConsumer(KafkaPartitionsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public KafkaPartitionsEndpoint getEndpoint() {
        return (KafkaPartitionsEndpoint) super.getEndpoint();
    }

    /**
     * Has the route deal with the records.
     *
     * @return whether it did
     */
    boolean handOver(String topic, int partition, Gathered records) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(records);
            exchange.getMessage().setHeader(KafkaConstants.TOPIC, topic);
            exchange.getMessage().setHeader(KafkaConstants.PARTITION, partition);
            createUoW(exchange);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        // A failure was logged by the route's error handler, if it has one.
        boolean done = exchange.getException() == null;
        doneUoW(exchange);
        releaseExchange(exchange, false);
        return done;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        int count = getEndpoint().getConsumersCount();
        executor = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "kafka-partitions[" + getEndpoint().getTopic() + "]", count);
        for (int i = 0; i < count; i++) {
            var thread = new PartitionsThread(this);
            threads.add(thread);
            executor.execute(thread);
        }
    }

    @Override
    protected void doStop() throws Exception {
        threads.forEach(PartitionsThread::end);
        threads.clear();
        if (executor != null) {
            executor.shutdown();
            if (!executor.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
            executor = null;
        }
        super.doStop();
    }
}
