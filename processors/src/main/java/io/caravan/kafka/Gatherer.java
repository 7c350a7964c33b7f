package io.caravan.kafka;

/** Begins to gather the records of a partition. Used by several threads, each for partitions of its own. */
public interface Gatherer {

    /** Takes records of the partition, in the order of their offsets, until it is handed over. */
    Gathered begin(String topic, int partition);
}
