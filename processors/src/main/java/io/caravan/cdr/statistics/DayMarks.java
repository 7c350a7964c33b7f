package io.caravan.cdr.statistics;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.caravan.cdr.VosNode;

/**
 * Decides which days are to be marked as touched around an insert of call records.
 *
 * <p>A mark makes the statistics of a day stale until they were computed once more, a while ({@code confirm}) after it. So
 * a mark covers every insert that ends within that while: a recent mark need not be repeated before an insert, and one that
 * the insert has outlasted is repeated after it. What a hub remembers of its marks spares some of them, no more.
 */
public final class DayMarks {

    private static final int MOST_REMEMBERED = 10_000;

    private final long confirmNanos;
    private final LongSupplier nanoTime;
    private final Map<Key, Long> markedAt = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Key(int node, LocalDate day) {}

    /**
     * Days to mark.
     *
     * @param nanoTime when that was decided
     */
    public record Marks(VosNode node, List<LocalDate> days, long nanoTime) {

        public boolean isEmpty() {
            return days.isEmpty();
        }

        /** The parameters of the statement that marks them. */
        public Map<String, Object> parameters() {
            return Map.of("node", node.id(), "days", days, "zone", StoreZone.nameOf(node.zone()));
        }
    }

    /**
     * @param confirm how long after a mark the statistics of its day are computed for the last time
     * @param nanoTime {@link System#nanoTime}
     */
    public DayMarks(Duration confirm, LongSupplier nanoTime) {
        this.confirmNanos = confirm.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Those of the days that an insert now needs a mark for. */
    public Marks before(VosNode node, Collection<LocalDate> days) {
        return olderThan(confirmNanos / 4, node, days);
    }

    /** Those of the days whose mark is too old for an insert that has just ended. */
    public Marks after(VosNode node, Collection<LocalDate> days) {
        return olderThan(confirmNanos / 2, node, days);
    }

    /** Remembers that they are marked. */
    public synchronized void remember(Marks marks) {
        for (LocalDate day : marks.days()) {
            var key = new Key(marks.node().id(), day);
            markedAt.remove(key);
            markedAt.put(key, marks.nanoTime());
        }
    }

    private synchronized Marks olderThan(long nanos, VosNode node, Collection<LocalDate> days) {
        long now = nanoTime.getAsLong();
        List<LocalDate> marks = days.stream()
                .sorted()
                .filter(day -> {
                    Long marked = markedAt.get(new Key(node.id(), day));
                    return marked == null || now - marked > nanos;
                })
                .toList();
        return new Marks(node, marks, now);
    }
}
