package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.TopicPartition;

import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.hub.deadletter.DeadLetterMessages;
import io.caravan.hub.deadletter.UnusableException;

/** Cuts what a Kafka consumer gathered into the ranges that are claimed, and a range into pieces. */
public final class BehaviorRanges {

    private final BehaviorRows rows;
    private final TopicLook kafka;
    private final SeenEvents seen;

    public BehaviorRanges(ObjectMapper json, TopicLook kafka, SeenEvents seen) {
        this.rows = new BehaviorRows(json);
        this.kafka = kafka;
        this.seen = seen;
    }

    /** The records of a batch by partition; a Kafka record of the batch is an exchange. */
    public List<PartitionBatch> of(List<Exchange> batch) {
        Map<TopicPartition, List<StoreRecord>> byPartition = new LinkedHashMap<>();
        for (Exchange exchange : batch) {
            Message message = exchange.getMessage();
            var partition = new TopicPartition(
                    message.getHeader(KafkaConstants.TOPIC, String.class),
                    message.getHeader(KafkaConstants.PARTITION, Integer.class));
            byPartition
                    .computeIfAbsent(partition, key -> new ArrayList<>())
                    .add(new StoreRecord(
                            message.getHeader(KafkaConstants.OFFSET, Long.class),
                            message.getBody(byte[].class),
                            message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class),
                            message.getHeader(DeadLetterMessages.LETTER, String.class)));
        }
        return byPartition.entrySet().stream()
                .map(entry -> {
                    TopicPartition partition = entry.getKey();
                    long first = entry.getValue().get(0).offset();
                    return new PartitionBatch(
                            partition.topic(), kafka.idOf(partition, first), partition.partition(), entry.getValue());
                })
                .toList();
    }

    /** The records of the range; those that are not in the batch are read again. */
    public List<StoreRecord> records(PartitionBatch batch, RangeClaim claim) {
        List<StoreRecord> records = batch.of(claim);
        return records.size() == claim.last() - claim.first() + 1 ? records : kafka.records(claim);
    }

    /** Those of the records that are dead letters sent again. */
    public ResentRecords resent(List<StoreRecord> records, RangeClaim claim) {
        return new ResentRecords(records, claim, rows);
    }

    /** Takes over which of them are stored. */
    public void readResent(ResentRecords resent, InputStream keys) throws IOException {
        resent.read(keys);
    }

    /**
     * The whole range. Events that came before are left out.
     *
     * @param records of the range
     * @param resent those of them that are dead letters sent again
     */
    public BehaviorRange range(
            PartitionBatch batch, RangeClaim claim, List<StoreRecord> records, ResentRecords resent) {
        String partition = claim.topic() + ":" + claim.partition() + ":";
        List<StoreRecord> usable = new ArrayList<>(records.size());
        List<DeadLetter> unusable = new ArrayList<>();
        var rangeRows = new RangeRows(rows, claim);
        var tally = new RangeTally();
        for (StoreRecord record : records) {
            try {
                if (rangeRows.add(record, key -> seen.again(claim, key, record.offset()) | resent.again(record, key))) {
                    usable.add(record);
                } else {
                    tally.addDuplicates(1);
                }
            } catch (UnusableException e) {
                byte[] raw = record.value() == null ? new byte[0] : record.value();
                unusable.add(DeadLetter.of(e.code(), e.getMessage(), partition + record.offset(), raw)
                        .continuing(record.letter()));
            }
        }
        tally.addDeadLettered(unusable.size());
        var piece = new RangePiece(claim.token(), usable, rangeRows.body());
        return new BehaviorRange(claim, piece, unusable, tally, batch.pass(claim));
    }

    /** The two halves of rows that the store refuses together. */
    public List<RangePiece> halves(RangePiece piece, RangeClaim claim) {
        int middle = piece.size() / 2;
        return List.of(
                piece(piece.records().subList(0, middle), claim),
                piece(piece.records().subList(middle, piece.size()), claim));
    }

    /** A row that the store refuses for good, as it stands in Kafka. */
    public List<DeadLetter> refused(RangePiece piece, BehaviorRange range) {
        range.tally().addDeadLettered(piece.size());
        String partition = range.claim().topic() + ":" + range.claim().partition() + ":";
        return piece.records().stream()
                .map(record -> DeadLetter.of(
                                "refused_by_store", "refused by the store", partition + record.offset(), record.value())
                        .continuing(record.letter()))
                .toList();
    }

    /** Counts the rows of the piece as stored. */
    public void stored(RangePiece piece, BehaviorRange range) {
        range.tally().addStored(piece.size());
    }

    /** Tells Kafka that the range is dealt with; only after it is finished in the store too. */
    public void commit(BehaviorRange range) {
        kafka.passed(range.claim());
        seen.passed(range.claim());
        range.offset().commit();
    }

    /** Leaves out records that were dealt with before: they came again. */
    public void skip(PartitionBatch batch, RangeClaim claim) {
        KafkaManualCommit offset = batch.pass(claim);
        kafka.passed(claim);
        offset.commit();
    }

    private RangePiece piece(List<StoreRecord> records, RangeClaim claim) {
        var rangeRows = new RangeRows(rows, claim);
        records.forEach(record -> rangeRows.add(record, key -> false));
        long first = records.get(0).offset();
        long last = records.get(records.size() - 1).offset();
        return new RangePiece(claim.token() + "/" + first + "-" + last, List.copyOf(records), rangeRows.body());
    }
}
