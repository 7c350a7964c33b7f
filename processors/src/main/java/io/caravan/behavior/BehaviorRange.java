package io.caravan.behavior;

import java.util.List;

import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

import io.caravan.hub.deadletter.DeadLetter;

/**
 * Consecutive records of one Kafka partition, for one insert.
 *
 * @param token names exactly this range, so that a repeated insert is dropped by the store
 * @param block the rows in Native format
 * @param rows how many
 * @param originals the records that became rows, should the store refuse them for good
 * @param unusable the records that are no events
 * @param offset commits the range's end
 */
public record BehaviorRange(
        String token,
        byte[] block,
        int rows,
        List<DeadLetter> originals,
        List<DeadLetter> unusable,
        KafkaManualCommit offset) {}
