package io.caravan.cdr;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides from the ledger which windows of a node are due: those never pulled, those of a day that is still filling or
 * not settled, and failed ones whose pause is over.
 */
public final class WindowPlanner {

    private final PullTimes times;
    private final Clock clock;

    public WindowPlanner(PullTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /**
     * The parameters that ask the ledger for what a pull of the node needs to know: the days it looks after, and older
     * windows that are not done for good.
     */
    public Map<String, Object> question(VosNode node) {
        return Map.of("node", node.id(), "day", today(node).minusDays(times.daysBack()));
    }

    /** False while a node that was silent when it was last asked is left alone. */
    public boolean mayAsk(VosNode node, Collection<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.account().equals(Window.NODE_ITSELF) && entry.failed())
                .noneMatch(entry -> entry.nextAt() != null && clock.instant().isBefore(entry.nextAt()));
    }

    /**
     * The windows of these accounts to pull now: failed ones last, so that they hold nothing up; today before the days
     * behind it; older days when they are not done for good, however long the hub or the node was away.
     */
    public List<Window> due(VosNode node, Collection<String> accounts, Collection<LedgerEntry> ledger) {
        Map<String, LedgerEntry> known = new HashMap<>();
        ledger.forEach(entry -> known.put(key(entry.account(), entry.day()), entry));
        Instant now = clock.instant();
        LocalDate today = today(node);
        List<Window> due = new ArrayList<>();
        for (int back = 0; back <= times.daysBack(); back++) {
            LocalDate day = today.minusDays(back);
            for (String account : accounts) {
                LedgerEntry entry = known.get(key(account, day));
                if (entry == null) {
                    due.add(Window.first(node, account, day));
                } else if (isDue(entry, node, now)) {
                    due.add(new Window(node, account, day, entry));
                }
            }
        }
        Set<String> named = Set.copyOf(accounts);
        ledger.stream()
                .filter(entry -> entry.day().isBefore(today.minusDays(times.daysBack())))
                .filter(entry -> named.contains(entry.account()) && isDue(entry, node, now))
                .sorted(Comparator.comparing(LedgerEntry::day).reversed())
                .forEach(entry -> due.add(new Window(node, entry.account(), entry.day(), entry)));
        due.sort(Comparator.comparingInt(window -> Math.min(window.last().attempts(), 1)));
        return due;
    }

    /** What would be due while the node does not name its accounts: those the ledger knows, and the node itself. */
    public List<Window> dueOfSilentNode(VosNode node, Collection<LedgerEntry> ledger) {
        Set<String> accounts = new TreeSet<>(Set.of(Window.NODE_ITSELF));
        ledger.forEach(entry -> accounts.add(entry.account()));
        return due(node, accounts, ledger);
    }

    private boolean isDue(LedgerEntry entry, VosNode node, Instant now) {
        if (!entry.done()) {
            return entry.nextAt() == null || !now.isBefore(entry.nextAt());
        }
        Instant settled = times.settledAt(entry.day(), node.zone());
        if (!entry.pulledAt().isBefore(settled)) {
            return false;
        }
        return !now.isBefore(settled) || !now.isBefore(entry.pulledAt().plus(times.refresh()));
    }

    private LocalDate today(VosNode node) {
        return clock.instant().atZone(node.zone()).toLocalDate();
    }

    private static String key(String account, LocalDate day) {
        return day + "/" + account;
    }
}
