package io.caravan.behavior.realtime;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far the figures are in a partition.
 *
 * @param applied next offset that the figures need; -1 when they lack all
 * @param committed next offset that Kafka would deliver; -1 when nothing is committed
 * @param end of the partition
 */
public record Progress(int partition, long applied, long committed, long end) {

    /** Whether the figures lack records that Kafka will not deliver by itself. */
    @JsonProperty("incomplete")
    public boolean incomplete() {
        return Math.max(0, applied) < committed;
    }
}
