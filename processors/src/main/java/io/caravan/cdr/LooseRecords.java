package io.caravan.cdr;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.cdr.BadRecordException.Reason;
import io.caravan.clickhouse.Fingerprint;
import io.caravan.hub.deadletter.DeadLetter;

/**
 * Call records of a node that nobody asked it for, such as those of a file: account and day are those of each record. They
 * become batches for the store like the records of a reply. One batch is kept. Not for use by several threads.
 */
public final class LooseRecords {

    private final VosNode node;
    private final PullRun run;
    private final LocalDate firstKept;
    private final BusinessDays businessDays;
    private final CdrRecord record = new CdrRecord();
    private final Set<LocalDate> days = new TreeSet<>();
    private final FlowNumbersOfDays flowNumbers = new FlowNumbersOfDays();
    private GrowingBatch batch;
    private long rows;
    private long rejected;
    private long duplicates;

    /** @param firstKept days before it are no longer kept, so that their records are refused */
    public LooseRecords(VosNode node, PullRun run, LocalDate firstKept) {
        this.node = node;
        this.run = run;
        this.firstKept = firstKept;
        this.businessDays = new BusinessDays(node.zone());
        this.batch = newBatch();
    }

    /**
     * Adds a record to the batch, or to its dead letters when it cannot be stored.
     *
     * @param raw the record as it came
     * @param source where it came from, for people
     */
    public void add(JsonNode json, byte[] raw, String source) {
        try {
            CdrFieldReader.read(json, record);
            if (record.textLength(CdrField.ACCOUNT) == 0) {
                throw new BadRecordException(Reason.MISSING_FIELD, "missing account");
            }
            long day = businessDays.of(record.number(CdrField.START));
            if (day < firstKept.toEpochDay()) {
                throw new BadRecordException(
                        Reason.NOT_KEPT, "start: before " + firstKept + ", from which on records are kept");
            }
            long fingerprint = Fingerprint.of(raw, 0, raw.length);
            switch (flowNumbers.see(day, record.number(CdrField.FLOW_NO), fingerprint)) {
                case REPEATED -> duplicates++;
                case CONFLICTING ->
                    throw new BadRecordException(
                            Reason.CONFLICTING, "flowNo: stands twice in the file, this time with other content");
                default -> batch.add(record, day, raw, 0, raw.length, fingerprint);
            }
        } catch (BadRecordException e) {
            reject(e.reason(), e.getMessage(), raw, source);
        }
    }

    /** Adds what cannot even be read to the dead letters of the batch. */
    public void reject(String reason, byte[] raw, String source) {
        reject(Reason.MALFORMED, reason, raw, source);
    }

    private void reject(Reason reason, String detail, byte[] raw, String source) {
        batch.add(DeadLetter.of(reason.code(), detail, source, raw).with(LetterFacts.ofRun(node, run)));
    }

    /** Records in the batch, dead letters included. */
    public int size() {
        return batch.size();
    }

    /** Bytes of its rows as the body of an insert, about. */
    public long bytes() {
        return batch.bytes();
    }

    /** Bytes of memory that its dead letters take, about. */
    public long heapBytes() {
        return batch.heapBytes();
    }

    /**
     * The batch; the next one is empty.
     *
     * @param token names exactly these rows
     */
    public CdrBatch take(String token) {
        CdrBatch taken = batch.finish(token);
        batch = newBatch();
        rows += taken.rows();
        rejected += taken.rejected().size();
        days.addAll(taken.days());
        return taken;
    }

    /** Records in the batches taken so far. */
    public long rows() {
        return rows;
    }

    /** Dead letters in the batches taken so far. */
    public long rejected() {
        return rejected;
    }

    /** Records that were left out, since they had come before, byte for byte. */
    public long duplicates() {
        return duplicates;
    }

    /** Business days of the records in the batches taken so far. */
    public Set<LocalDate> days() {
        return Set.copyOf(days);
    }

    private GrowingBatch newBatch() {
        return new GrowingBatch(new CdrRows(node.id(), run));
    }
}
