package io.caravan.cdr;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ledger knows of one node, by day and account. */
final class LedgerView {

    private final Map<LocalDate, Map<String, LedgerEntry>> days = new TreeMap<>();
    private final Map<LocalDate, LedgerEntry> marks = new TreeMap<>();

    LedgerView(Collection<LedgerEntry> ledger) {
        for (LedgerEntry entry : ledger) {
            if (entry.account().equals(Window.NODE_ITSELF)) {
                marks.put(entry.day(), entry);
            } else {
                days.computeIfAbsent(entry.day(), day -> new HashMap<>()).put(entry.account(), entry);
            }
        }
    }

    /** The first day that is looked after; empty before the first pull. */
    Optional<LocalDate> firstDay() {
        return marks.keySet().stream().findFirst();
    }

    /** Whether nothing of this day is due any more. */
    boolean complete(LocalDate day) {
        LedgerEntry mark = marks.get(day);
        return mark != null && mark.done() && mark.settled();
    }

    /** Days on which the node was asked for its accounts in vain, and has not named them since. */
    List<LocalDate> failedMarks() {
        return marks.values().stream()
                .filter(LedgerEntry::failed)
                .map(LedgerEntry::day)
                .toList();
    }

    Optional<LedgerEntry> mark(LocalDate day) {
        return Optional.ofNullable(marks.get(day));
    }

    Optional<LedgerEntry> entry(LocalDate day, String account) {
        return Optional.ofNullable(days.getOrDefault(day, Map.of()).get(account));
    }

    /** Accounts that have a window on this day, but for those of which the node has never known anything. */
    Set<String> accounts(LocalDate day) {
        Set<String> accounts = new TreeSet<>();
        for (LedgerEntry entry : days.getOrDefault(day, Map.of()).values()) {
            if (entry.pulledAt() != null || !entry.fault().equals(PullFault.REFUSED.label())) {
                accounts.add(entry.account());
            }
        }
        return accounts;
    }
}
