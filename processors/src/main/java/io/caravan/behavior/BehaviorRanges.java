package io.caravan.behavior;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

import io.caravan.clickhouse.block.Block;
import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.hub.deadletter.UnusableException;

/** Cuts what a Kafka consumer gathered into one range for each partition. */
public final class BehaviorRanges {

    private final BehaviorRows rows;

    public BehaviorRanges(ObjectMapper json) {
        this.rows = new BehaviorRows(json);
    }

    /** The ranges of a batch; a Kafka record of the batch is an exchange. */
    public List<BehaviorRange> of(List<Exchange> batch) {
        Map<String, List<Message>> byPartition = new LinkedHashMap<>();
        for (Exchange exchange : batch) {
            Message message = exchange.getMessage();
            byPartition
                    .computeIfAbsent(partitionOf(message), key -> new ArrayList<>())
                    .add(message);
        }
        return byPartition.values().stream().map(this::range).toList();
    }

    /** Tells Kafka that the range is dealt with; only after it is stored or among the dead letters. */
    public void commit(BehaviorRange range) {
        range.offset().commit();
    }

    private BehaviorRange range(List<Message> messages) {
        Block block = rows.newBlock();
        List<DeadLetter> originals = new ArrayList<>(messages.size());
        List<DeadLetter> unusable = new ArrayList<>();
        for (Message message : messages) {
            String source = partitionOf(message) + ":" + offset(message);
            byte[] value = message.getBody(byte[].class);
            try {
                block.add(rows.row(
                        value,
                        message.getHeader(KafkaConstants.TOPIC, String.class),
                        message.getHeader(KafkaConstants.PARTITION, Integer.class),
                        offset(message)));
                originals.add(new DeadLetter("refused by the store", source, value));
            } catch (UnusableException e) {
                unusable.add(new DeadLetter(e.getMessage(), source, value == null ? new byte[0] : value));
            }
        }
        Message first = messages.get(0);
        Message last = messages.get(messages.size() - 1);
        String token = partitionOf(first) + ":" + offset(first) + "-" + offset(last);
        return new BehaviorRange(token, block.toBytes(), block.rows(), originals, unusable, commitOf(last));
    }

    private static String partitionOf(Message message) {
        return message.getHeader(KafkaConstants.TOPIC) + ":" + message.getHeader(KafkaConstants.PARTITION);
    }

    private static long offset(Message message) {
        return message.getHeader(KafkaConstants.OFFSET, Long.class);
    }

    private static KafkaManualCommit commitOf(Message message) {
        return message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
    }
}
