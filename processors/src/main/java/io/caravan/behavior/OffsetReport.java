package io.caravan.behavior;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The offsets of a topic against the ranges of the store. */
@JsonPropertyOrder({"topic", "group", "right", "partitions"})
public record OffsetReport(String topic, String group, List<PartitionVerdict> partitions) {

    /** Whether every partition is right. */
    @JsonProperty
    public boolean right() {
        return partitions.stream().allMatch(PartitionVerdict::right);
    }

    /** The partitions that are not right, for a log line. */
    public List<Integer> wrong() {
        return partitions.stream()
                .filter(verdict -> !verdict.right())
                .map(PartitionVerdict::partition)
                .toList();
    }
}
