package io.caravan.hub.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.health.Dependency;

/**
 * Kafka with its topics: the first probe that reaches the brokers creates the topics that are missing; later ones only
 * ask whether the cluster answers. An existing topic is never changed.
 */
public final class KafkaTopics implements Dependency, AutoCloseable {

    private static final int PATIENCE_SECONDS = 5;

    private final Properties client;
    private final List<Topic> topics;
    private Admin admin;
    private boolean present;

    /**
     * One entry of {@code config/kafka-topics.yaml}.
     *
     * @param replication copies of each partition; -1 takes the broker's default
     */
    public record Topic(String name, String description, int partitions, short replication, Duration retention) {}

    private record TopicFile(List<Topic> topics) {}

    /** @param client the connection properties of the admin client */
    public KafkaTopics(Properties client, List<Topic> topics) {
        this.client = client;
        this.topics = List.copyOf(topics);
    }

    /** @throws ConfigException when the file cannot be read */
    public static List<Topic> read(Path file) {
        try {
            return YAMLMapper.builder()
                    .addModule(new JavaTimeModule())
                    .build()
                    .readValue(file.toFile(), TopicFile.class)
                    .topics();
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public synchronized void probe() throws Exception {
        if (admin == null) {
            admin = Admin.create(client);
        }
        try {
            Set<String> names = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!present) {
                createMissing(names);
                present = true;
            }
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IOException("no answer from " + client.getProperty("bootstrap.servers"), e);
        }
    }

    private void createMissing(Set<String> names) throws Exception {
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !names.contains(topic.name()))
                .map(KafkaTopics::newTopic)
                .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // Another hub was quicker: what counts is that the topic is there.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static NewTopic newTopic(Topic topic) {
        Optional<Short> replication = Optional.of(topic.replication()).filter(r -> r > 0);
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replication)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis())));
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
