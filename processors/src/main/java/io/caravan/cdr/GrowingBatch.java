package io.caravan.cdr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.caravan.hub.deadletter.DeadLetter;

/** A batch while it is being filled. */
final class GrowingBatch {

    private static final long BYTES_OF_CHANGE = 250;

    private final CdrRows rows;
    private final Set<LocalDate> days = new HashSet<>();
    private final List<CdrChange> changes = new ArrayList<>();
    private final List<DeadLetter> rejected = new ArrayList<>();
    private long lastDay = Long.MIN_VALUE;
    private long rejectedBytes;

    /** @param rows empty; lent to this batch until it is finished */
    GrowingBatch(CdrRows rows) {
        this.rows = rows;
    }

    void add(CdrRecord record, long epochDay, byte[] raw, int offset, int length, long fingerprint) {
        rows.add(record, epochDay, raw, offset, length, fingerprint);
        if (epochDay != lastDay) {
            lastDay = epochDay;
            days.add(LocalDate.ofEpochDay(epochDay));
        }
    }

    void add(CdrChange change) {
        changes.add(change);
    }

    void add(DeadLetter letter) {
        rejected.add(letter);
        rejectedBytes += letter.raw().length;
    }

    /** Records in it. */
    int size() {
        return rows.count() + rejected.size();
    }

    /** Bytes of the rows as the body of an insert, about. */
    long bytes() {
        return rows.bytes();
    }

    /** Bytes of memory that changes and dead letters take, about. */
    long heapBytes() {
        return rejectedBytes + changes.size() * BYTES_OF_CHANGE;
    }

    CdrBatch finish(String token) {
        int count = rows.count();
        return new CdrBatch(rows.take(), count, token, Set.copyOf(days), List.copyOf(changes), List.copyOf(rejected));
    }
}
