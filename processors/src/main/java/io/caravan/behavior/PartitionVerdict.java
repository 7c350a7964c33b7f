package io.caravan.behavior;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the records of a partition, as far as ranges tell; all figures but offsets count records.
 *
 * @param committed next offset of the consumer group; null when it has none
 * @param end offset that the next record will get
 * @param from first offset of the first range; null when there is none
 * @param next offset after the last finished range; null when there is none
 * @param ranges how many are finished
 * @param stored rows
 * @param duplicates events that were stored before
 * @param deadLettered records that could not be stored
 * @param gap records between finished ranges that no finished range holds
 * @param overlap records that two ranges hold
 * @param unaccounted records of finished ranges that are neither stored, duplicate nor dead letter
 * @param skipped records that the group passed over: they were committed, and no finished range holds them
 * @param rewound finished records that the group is before: they will come again, and be left out
 * @param lag records that are not committed
 */
public record PartitionVerdict(
        int partition,
        Long committed,
        long end,
        Long from,
        Long next,
        long ranges,
        long stored,
        long duplicates,
        @JsonProperty("dead_lettered") long deadLettered,
        long gap,
        long overlap,
        long unaccounted,
        long skipped,
        long rewound,
        long lag) {

    /** Records that Kafka has acknowledged since the first range began; what is read of the ranges may be newer than the end. */
    @JsonProperty
    public long accepted() {
        return from == null ? lag : Math.max(end, next) - from;
    }

    /** Acknowledged records that are not dealt with yet. */
    @JsonProperty("in_flight")
    public long inFlight() {
        return from == null ? lag : Math.max(0, end - next);
    }

    /** What is left of accepted - stored - duplicates - dead-lettered - in flight: 0, or something is wrong. */
    @JsonProperty
    public long unbalanced() {
        return accepted() - stored - duplicates - deadLettered - inFlight();
    }

    /** Whether every record up to the last commit is accounted for, once. */
    @JsonProperty
    public boolean right() {
        return gap == 0 && overlap == 0 && unaccounted == 0 && skipped == 0 && unbalanced() == 0;
    }
}
