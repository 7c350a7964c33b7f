package io.caravan.behavior;

/**
 * A row of the table {@code behavior_ranges}: consecutive offsets of a partition that are stored as one, whoever does it.
 *
 * @param topicId Kafka's id of the topic; one that is made anew has another
 * @param first its first offset
 * @param last its last offset
 * @param finished whether every record of it is stored, a duplicate, or a dead letter
 */
public record RangeClaim(String topic, String topicId, int partition, long first, long last, boolean finished) {

    /** Names exactly these records, in every try. */
    public String token() {
        return topic + ":" + partition + ":" + first + "-" + last + "@" + topicId;
    }

    boolean holds(long offset) {
        return first <= offset && offset <= last;
    }
}
