package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.caravan.hub.deadletter.UnusableException;

/**
 * Dead letters among the records of a range that were sent again. Nobody knows how often one was sent, or when it was stored:
 * each is looked for among all that is stored, not only among the last records. Other records cost nothing here.
 */
public final class ResentRecords {

    private final RangeClaim claim;
    private final List<Object[]> rows = new ArrayList<>();
    private final Set<Long> offsets = new HashSet<>();
    private Set<Long> stored = Set.of();

    /** @param records that are dead letters sent again */
    ResentRecords(List<StoreRecord> records, RangeClaim claim, BehaviorRows reader) {
        this.claim = claim;
        records.forEach(record -> add(record, reader));
    }

    private void add(StoreRecord record, BehaviorRows reader) {
        try {
            rows.add(reader.row(record.value(), claim.topic(), claim.partition(), record.offset()));
            offsets.add(record.offset());
        } catch (UnusableException e) {
            // No event: it becomes the same dead letter once more.
            return;
        }
    }

    /** Whether there are any. */
    public boolean any() {
        return !rows.isEmpty();
    }

    /** Parameters of the question for them; what the range itself stored in an earlier try does not count. */
    public Map<String, Object> question() {
        Map<String, Object> parameters = StoredEvents.question(rows);
        parameters.put("topic", claim.topic());
        parameters.put("partition", claim.partition());
        parameters.put("first", claim.first());
        parameters.put("last", claim.last());
        return parameters;
    }

    /** Takes over the answer: keys in RowBinary. */
    void read(InputStream keys) throws IOException {
        stored = StoredEvents.read(keys);
    }

    /** Offsets of the rows whose events are stored already, or stand before in the range. */
    Set<Long> again(RangeRows range) {
        if (!any()) {
            return Set.of();
        }
        Set<Long> inRange = new HashSet<>();
        Set<Long> again = new HashSet<>();
        for (int row = 0; row < range.size(); row++) {
            long key = range.key(row);
            if (!inRange.add(key) || offsets.contains(range.offset(row)) && stored.contains(key)) {
                again.add(range.offset(row));
            }
        }
        return again;
    }
}
