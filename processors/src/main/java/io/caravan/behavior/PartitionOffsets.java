package io.caravan.behavior;

/**
 * What Kafka knows of a partition.
 *
 * @param earliest offset of the first record that it still has
 * @param committed next offset of the consumer group; null when it has none
 * @param end offset that the next record will get
 */
public record PartitionOffsets(int partition, long earliest, Long committed, long end) {}
