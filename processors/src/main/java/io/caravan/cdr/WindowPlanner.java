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

    /** The first business day that a pull of this node looks after, for the question to the ledger. */
    public LocalDate firstDay(VosNode node) {
        return clock.instant().atZone(node.zone()).toLocalDate().minusDays(times.daysBack());
    }

    /** The windows to pull now: failed ones last, so that they hold nothing up; today before the days behind it. */
    public List<Window> due(VosNode node, Collection<String> accounts, Collection<LedgerEntry> ledger) {
        Map<String, LedgerEntry> known = new HashMap<>();
        ledger.forEach(entry -> known.put(key(entry.account(), entry.day()), entry));
        Instant now = clock.instant();
        LocalDate today = now.atZone(node.zone()).toLocalDate();
        List<Window> due = new ArrayList<>();
        for (int back = 0; back <= times.daysBack(); back++) {
            LocalDate day = today.minusDays(back);
            for (String account : accounts) {
                LedgerEntry entry = known.get(key(account, day));
                if (entry == null || isDue(entry, node, now)) {
                    due.add(new Window(node, account, day, entry == null ? 0 : entry.attempts()));
                }
            }
        }
        due.sort(Comparator.comparingInt(window -> Math.min(window.attempts(), 1)));
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
        Instant dayEnd = entry.day().plusDays(1).atStartOfDay(node.zone()).toInstant();
        Instant settled = dayEnd.plus(times.settle());
        if (!entry.pulledAt().isBefore(settled)) {
            return false;
        }
        return !now.isBefore(settled) || !now.isBefore(entry.pulledAt().plus(times.refresh()));
    }

    private static String key(String account, LocalDate day) {
        return day + "/" + account;
    }
}
