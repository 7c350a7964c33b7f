package io.caravan.behavior.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts what a Kafka consumer gathered into pieces of one partition each. */
public final class RealtimePieces {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimePieces.class);

    private final Occurrences occurrences;
    private final int pieceEvents;

    /** @param pieceEvents most records of a piece: Redis does nothing else while it applies one */
    public RealtimePieces(ObjectMapper json, int pieceEvents) {
        this.occurrences = new Occurrences(json);
        this.pieceEvents = pieceEvents;
    }

    /** One record of a partition. */
    record Raw(long offset, byte[] value, DefaultKafkaManualCommit commit) {}

    /** The pieces of a batch, those of a partition in their order; a Kafka record of the batch is an exchange. */
    public List<Piece> of(List<Exchange> batch) {
        Map<Integer, List<Raw>> byPartition = new LinkedHashMap<>();
        for (Exchange exchange : batch) {
            Message message = exchange.getMessage();
            byPartition
                    .computeIfAbsent(
                            message.getHeader(KafkaConstants.PARTITION, Integer.class), key -> new ArrayList<>())
                    .add(new Raw(
                            message.getHeader(KafkaConstants.OFFSET, Long.class),
                            message.getBody(byte[].class),
                            message.getHeader(KafkaConstants.MANUAL_COMMIT, DefaultKafkaManualCommit.class)));
        }
        List<Piece> pieces = new ArrayList<>();
        byPartition.forEach((partition, records) -> pieces.addAll(cut(partition, records)));
        return pieces;
    }

    /** The pieces of consecutive records of a partition. */
    List<Piece> cut(int partition, List<Raw> records) {
        List<Piece> pieces = new ArrayList<>();
        for (int start = 0; start < records.size(); start += pieceEvents) {
            pieces.add(piece(partition, records.subList(start, Math.min(records.size(), start + pieceEvents))));
        }
        return pieces;
    }

    private Piece piece(int partition, List<Raw> records) {
        List<Occurrence> read = new ArrayList<>(records.size());
        records.forEach(
                record -> occurrences.read(record.value(), record.offset()).ifPresent(read::add));
        Raw last = records.get(records.size() - 1);
        return new Piece(
                partition, records.get(0).offset(), last.offset(), read, records.size() - read.size(), last.commit());
    }

    /**
     * Tells Kafka that the pieces are dealt with; only after they are applied. It waits for the answer: no records may follow
     * for a long time, with which it could be told again.
     *
     * @throws KafkaException when Kafka is away for long; the pieces are delivered again then, and the fence lets them pass
     */
    public void commit(List<Piece> pieces) {
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        Consumer<?, ?> consumer = null;
        for (Piece piece : pieces) {
            DefaultKafkaManualCommit end = piece.offset();
            if (end != null) {
                ends.put(end.getPartition(), new OffsetAndMetadata(end.getRecordOffset() + 1));
                consumer = end.getConsumer();
            }
        }
        if (consumer != null) {
            try {
                consumer.commitSync(ends);
            } catch (CommitFailedException | RebalanceInProgressException e) {
                LOG.debug("Partitions are given to consumers anew, which get what {} was to tell again", ends, e);
            }
        }
    }

    /** How many records of the pieces are no events. */
    public int unusable(List<Piece> pieces) {
        return pieces.stream().mapToInt(Piece::unusable).sum();
    }
}
