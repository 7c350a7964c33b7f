package io.caravan.behavior;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what Kafka knows of the topic of events with the ranges in the store. */
public final class OffsetVerifier {

    /** Parameters of the question for the ranges of the topic. */
    public Map<String, Object> question(TopicOffsets offsets) {
        return Map.of("topic", offsets.topic(), "topic_id", offsets.topicId());
    }

    /** @param rows one for each partition that has a range, with the columns that the statement names */
    public OffsetReport report(TopicOffsets offsets, List<Map<String, Object>> rows) {
        Map<Integer, Map<String, Object>> byPartition = rows.stream()
                .collect(Collectors.toMap(row -> (int) number(row, "kafka_partition"), Function.identity()));
        return new OffsetReport(
                offsets.topic(),
                offsets.group(),
                offsets.partitions().stream()
                        .map(partition -> verdict(partition, byPartition.get(partition.partition())))
                        .toList());
    }

    private static PartitionVerdict verdict(PartitionOffsets kafka, Map<String, Object> row) {
        long begin = kafka.committed() == null ? kafka.earliest() : kafka.committed();
        long lag = Math.max(0, kafka.end() - begin);
        if (row == null) {
            // What was committed before there were ranges is not known to them.
            return new PartitionVerdict(
                    kafka.partition(), kafka.committed(), kafka.end(), null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, lag);
        }
        long next = number(row, "next");
        return new PartitionVerdict(
                kafka.partition(),
                kafka.committed(),
                kafka.end(),
                number(row, "first"),
                next,
                number(row, "ranges"),
                number(row, "stored_rows"),
                number(row, "duplicate_events"),
                number(row, "dead_letters"),
                number(row, "gap"),
                number(row, "overlap"),
                number(row, "unaccounted"),
                Math.max(0, begin - next),
                Math.max(0, next - begin),
                lag);
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
