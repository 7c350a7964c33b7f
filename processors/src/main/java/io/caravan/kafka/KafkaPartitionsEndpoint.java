package io.caravan.kafka;

import java.util.Properties;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Gather the records of each partition of a topic, and hand over many of one partition as one message.
 *
 * <p>Kafka is told when the route has dealt with them; when it fails, they are gathered again after a while, and other
 * partitions go on.
 */
@UriEndpoint(
        firstVersion = "4.18.0",
        scheme = "kafka-partitions",
        title = "Kafka partitions",
        syntax = "kafka-partitions:topic",
        category = {Category.MESSAGING},
        consumerOnly = true)
public class KafkaPartitionsEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(required = true, description = "The topic.")
    private String topic;

    @UriParam
    @Metadata(required = true, description = "The consumer group.")
    private String groupId;

    @UriParam
    @Metadata(required = true, description = "The bean that gathers records.")
    private Gatherer gatherer;

    @UriParam(defaultValue = "1", description = "How many threads consume, each for partitions of its own.")
    private int consumersCount = 1;

    @UriParam(
            defaultValue = "1000",
            description =
                    "When the records of a partition are handed over, after the first one was gathered; later when"
                            + " most of what Kafka has is still to come.")
    private long batchMillis = 1000;

    @UriParam(
            defaultValue = "25165824",
            description =
                    "Bytes of memory that what a thread gathers takes at most in all; then the partition that has most is"
                            + " handed over.")
    private long gatheredBytes = 24L << 20;

    @UriParam(
            defaultValue = "8388608",
            description = "Bytes, as Kafka keeps them, of one reply. A large one holds records of few partitions.")
    private int fetchBytes = 8 << 20;

    @UriParam(defaultValue = "1000", description = "Pause of a partition after a failure, the first time.")
    private long retryMillis = 1000;

    public KafkaPartitionsEndpoint() {}

    public KafkaPartitionsEndpoint(String uri, KafkaPartitionsComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("kafka-partitions: is a source only; send to kafka:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new KafkaPartitionsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public KafkaPartitionsComponent getComponent() {
        return (KafkaPartitionsComponent) super.getComponent();
    }

    /** Of the client of one thread. */
    Properties client() {
        KafkaConfiguration connection = getComponent().connection();
        Properties client = connection.createConsumerProperties();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBrokers());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return client;
    }

    public String getTopic() {
        return topic;
    }

    /** The topic. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    public String getGroupId() {
        return groupId;
    }

    /** The consumer group. */
    public void setGroupId(String groupId) {
        this.groupId = groupId;
    }

    public Gatherer getGatherer() {
        return gatherer;
    }

    /** The bean that gathers records. */
    public void setGatherer(Gatherer gatherer) {
        this.gatherer = gatherer;
    }

    public int getConsumersCount() {
        return consumersCount;
    }

    /** How many threads consume, each for partitions of its own. */
    public void setConsumersCount(int consumersCount) {
        this.consumersCount = consumersCount;
    }

    public long getBatchMillis() {
        return batchMillis;
    }

    /** When the records of a partition are handed over, after the first one was gathered. */
    public void setBatchMillis(long batchMillis) {
        this.batchMillis = batchMillis;
    }

    public long getGatheredBytes() {
        return gatheredBytes;
    }

    /** Bytes of values that a thread gathers at most in all. */
    public void setGatheredBytes(long gatheredBytes) {
        this.gatheredBytes = gatheredBytes;
    }

    public int getFetchBytes() {
        return fetchBytes;
    }

    /** Bytes, as Kafka keeps them, of one reply. */
    public void setFetchBytes(int fetchBytes) {
        this.fetchBytes = fetchBytes;
    }

    public long getRetryMillis() {
        return retryMillis;
    }

    /** Pause of a partition after a failure, the first time. */
    public void setRetryMillis(long retryMillis) {
        this.retryMillis = retryMillis;
    }
}
