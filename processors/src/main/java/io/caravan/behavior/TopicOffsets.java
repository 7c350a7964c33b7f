package io.caravan.behavior;

import java.util.List;

/** What Kafka knows of a topic and of a consumer group; partitions in their order. */
public record TopicOffsets(String topic, String topicId, String group, List<PartitionOffsets> partitions) {}
