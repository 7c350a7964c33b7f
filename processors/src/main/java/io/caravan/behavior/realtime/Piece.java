package io.caravan.behavior.realtime;

import java.util.List;

import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommit;

/**
 * Consecutive records of one Kafka partition, for one script.
 *
 * @param first offset of the first record
 * @param last offset of the last record
 * @param occurrences the records that are events, in their order
 * @param unusable how many are not
 * @param offset commits the end of the piece; null for one that was read to catch up
 */
public record Piece(
        int partition,
        long first,
        long last,
        List<Occurrence> occurrences,
        int unusable,
        DefaultKafkaManualCommit offset) {

    long records() {
        return last - first + 1;
    }

    /** What is left of it when everything before the offset is done. */
    List<Occurrence> from(long next) {
        return next <= first
                ? occurrences
                : occurrences.stream().filter(o -> o.offset() >= next).toList();
    }
}
