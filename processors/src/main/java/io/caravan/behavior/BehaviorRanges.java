package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;

import io.caravan.hub.deadletter.DeadLetter;

/** Makes inserts of the ranges that are claimed, and of pieces of a range. */
public final class BehaviorRanges {

    private final BehaviorGatherer gatherer;
    private final TopicLook kafka;
    private final SeenEvents seen;

    public BehaviorRanges(BehaviorGatherer gatherer, TopicLook kafka, SeenEvents seen) {
        this.gatherer = gatherer;
        this.kafka = kafka;
        this.seen = seen;
    }

    /** The batch, which knows from now on of which topic it is: one that is made anew has the same name. */
    public PartitionBatch ofTopic(PartitionBatch batch) {
        batch.ofTopic(kafka.idOf(new TopicPartition(batch.topic(), batch.partition()), batch.first()));
        return batch;
    }

    /** All rows of the range. When it is not just what was gathered, its records are read again. */
    public RangeRows rows(PartitionBatch batch, RangeClaim claim) {
        RangeRows gathered = batch.rowsOf(claim);
        return gathered == null ? read(claim, offset -> true) : gathered;
    }

    /** Those of the records that are dead letters sent again. */
    public ResentRecords resent(RangeRows rows, RangeClaim claim) {
        return rows.resent(claim);
    }

    /** Takes over which of them are stored. */
    public void readResent(ResentRecords resent, InputStream keys) throws IOException {
        resent.read(keys);
    }

    /**
     * What is to become of the range. Events that came before are left out.
     *
     * @param found all its rows
     * @param resent those of its records that are dead letters sent again
     */
    public BehaviorRange range(PartitionBatch batch, RangeClaim claim, RangeRows found, ResentRecords resent) {
        var tally = new RangeTally();
        List<DeadLetter> unusable = found.unusable();
        tally.addDeadLettered(unusable.size());
        Set<Long> again = new HashSet<>(seen.again(claim, found));
        again.addAll(resent.again(found));
        tally.addDuplicates(again.size());
        RangeRows rows = again.isEmpty() ? found : without(again, found, claim);
        batch.pass(claim);
        return new BehaviorRange(
                claim, new RangePiece(claim.token(), rows.offsets(), null, rows.body()), unusable, tally);
    }

    /** The two halves of rows that the store refuses together. */
    public List<RangePiece> halves(RangePiece piece, RangeClaim claim) {
        List<StoreRecord> records = records(piece, claim);
        int middle = piece.size() / 2;
        return List.of(piece(records.subList(0, middle), claim), piece(records.subList(middle, records.size()), claim));
    }

    /** A row that the store refuses for good, as it stands in Kafka. */
    public List<DeadLetter> refused(RangePiece piece, BehaviorRange range) {
        range.tally().addDeadLettered(piece.size());
        String partition = range.claim().topic() + ":" + range.claim().partition() + ":";
        return records(piece, range.claim()).stream()
                .map(record -> DeadLetter.of(
                                "refused_by_store", "refused by the store", partition + record.offset(), record.value())
                        .continuing(record.letter()))
                .toList();
    }

    /** Counts the rows of the piece as stored. */
    public void stored(RangePiece piece, BehaviorRange range) {
        range.tally().addStored(piece.size());
    }

    /** The range is finished in the store; what follows it is expected. */
    public void passed(BehaviorRange range) {
        kafka.passed(range.claim());
        seen.passed(range.claim());
    }

    /** Leaves out records that were dealt with before: they came again. */
    public void skip(PartitionBatch batch, RangeClaim claim) {
        batch.pass(claim);
        kafka.passed(claim);
    }

    private RangeRows without(Set<Long> again, RangeRows found, RangeClaim claim) {
        Set<Long> wanted = LongStream.of(found.offsets())
                .filter(offset -> !again.contains(offset))
                .boxed()
                .collect(Collectors.toSet());
        return read(claim, wanted::contains);
    }

    private RangePiece piece(List<StoreRecord> records, RangeClaim claim) {
        long[] offsets = records.stream().mapToLong(StoreRecord::offset).toArray();
        String token = claim.token() + "/" + offsets[0] + "-" + offsets[offsets.length - 1];
        RangeRows rows = gatherer.rows(claim.topic(), claim.partition());
        records.forEach(record -> rows.add(record.offset(), record.value(), record.letter()));
        return new RangePiece(token, offsets, List.copyOf(records), rows.body());
    }

    private List<StoreRecord> records(RangePiece piece, RangeClaim claim) {
        if (piece.records() != null) {
            return piece.records();
        }
        return kafka.records(claim).stream()
                .filter(record -> Arrays.binarySearch(piece.offsets(), record.offset()) >= 0)
                .toList();
    }

    private RangeRows read(RangeClaim claim, LongPredicate wanted) {
        RangeRows rows = gatherer.rows(claim.topic(), claim.partition());
        kafka.read(claim, record -> {
            if (wanted.test(record.offset())) {
                rows.add(record.offset(), record.value(), record.letter());
            }
        });
        return rows;
    }
}
