package io.caravan.cdr.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.caravan.cdr.VosNode;

/**
 * Shares a node's turn between its records, which come first, and its totals: now and then a few calls. What is due stands
 * in the store; here is only when to look next, which a restart may forget.
 */
public final class TotalsTurns {

    private static final int MOST_ACCOUNTS = 50;
    private static final int MOST_CALLS = 10;

    private final Map<Integer, Instant> next = new ConcurrentHashMap<>();
    private final Duration pause;
    private final Duration settle;
    private final Clock clock;

    /**
     * @param pause between two looks at what is due, when the first found everything done
     * @param settle time after the end of a day from which a pull sees all of it
     */
    public TotalsTurns(Duration pause, Duration settle, Clock clock) {
        this.pause = pause;
        this.settle = settle;
        this.clock = clock;
    }

    /** Whether it is time, and there are accounts to ask for; then not again before the pause is over. */
    public boolean begin(VosNode node, List<String> accounts) {
        Instant now = clock.instant();
        if (accounts.isEmpty() || now.isBefore(next.getOrDefault(node.id(), Instant.MIN))) {
            return false;
        }
        pause(node);
        return true;
    }

    /**
     * The calls of this turn, about windows that were pulled after their day had ended. When there is more to ask than a turn bears, the next turn goes on at once.
     *
     * @param due rows of day, account and the epoch milliseconds of the last pull
     */
    public List<TotalsBatch> batches(List<Map<String, Object>> due, VosNode node) {
        Map<LocalDate, List<String>> days = new TreeMap<>((a, b) -> b.compareTo(a));
        due.stream().filter(row -> wholeDayPulled(row, node)).forEach(row -> days.computeIfAbsent(
                        (LocalDate) row.get("day"), d -> new ArrayList<>())
                .add(Row.text(row, "account")));
        List<TotalsBatch> batches = new ArrayList<>();
        days.forEach((day, accounts) -> {
            for (int i = 0; i < accounts.size(); i += MOST_ACCOUNTS) {
                List<String> some = accounts.subList(i, Math.min(i + MOST_ACCOUNTS, accounts.size()));
                batches.add(new TotalsBatch(node, day, some, Instant.MIN));
            }
        });
        if (batches.size() <= MOST_CALLS) {
            return batches;
        }
        next.remove(node.id());
        return batches.subList(0, MOST_CALLS);
    }

    private boolean wholeDayPulled(Map<String, Object> row, VosNode node) {
        Instant end = ((LocalDate) row.get("day"))
                .plusDays(1)
                .atStartOfDay(node.zone())
                .plus(settle)
                .toInstant();
        return !Instant.ofEpochMilli(Row.number(row, "pulledMillis")).isBefore(end);
    }

    /** Leaves the node alone for a while. */
    public void pause(VosNode node) {
        next.put(node.id(), clock.instant().plus(pause));
    }
}
