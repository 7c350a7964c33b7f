package io.caravan.cdr;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from the ledger which windows of a node are due: those never pulled, however long the hub or the node was
 * away, those of a day that is still filling or wants its re-pull, and failed ones whose pause is over.
 *
 * <p>A node's days are looked after from the first one that was ever planned. A mark in the ledger, an entry of the node
 * itself, says which of them are complete; their windows need not be read any more.
 */
public final class WindowPlanner {

    private final PullTimes times;
    private final int daysPerCall;
    private final Clock clock;

    /** @param daysPerCall most adjacent days of an account that are asked for in one call */
    public WindowPlanner(PullTimes times, int daysPerCall, Clock clock) {
        this.times = times;
        this.daysPerCall = daysPerCall;
        this.clock = clock;
    }

    /** False while a node that was silent when it was last asked is left alone. */
    public boolean mayAsk(Collection<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.account().equals(Window.NODE_ITSELF) && entry.failed())
                .noneMatch(entry -> entry.nextAt() != null && clock.instant().isBefore(entry.nextAt()));
    }

    /**
     * The windows to pull now, those that are asked for together in one list: today before the days behind it, and failed
     * ones last and alone, so that they hold nothing up.
     *
     * @param accounts that the node names now; others are pulled on the days on which the ledger knows them
     */
    public List<List<Window>> due(VosNode node, Collection<String> accounts, Collection<LedgerEntry> ledger) {
        return together(dueOneByOne(node, accounts, new LedgerView(ledger)));
    }

    /** What would be due while the node does not name its accounts: those the ledger knows, and the node itself. */
    public List<Window> dueOfSilentNode(VosNode node, Collection<LedgerEntry> ledger) {
        var view = new LedgerView(ledger);
        LocalDate today = today(node);
        Set<LocalDate> silent = new LinkedHashSet<>(List.of(today));
        silent.addAll(view.failedMarks());
        if (view.firstDay().isEmpty()) {
            silent.add(firstDay(node, view));
        }
        List<Window> due = new ArrayList<>();
        for (LocalDate day : silent) {
            due.add(window(node, Window.NODE_ITSELF, day, view.mark(day)));
        }
        due.addAll(dueOneByOne(node, List.of(), view));
        return due;
    }

    /** The marks to write down now: the first day that is looked after, and days that have become complete. */
    public List<LedgerEntry> marks(
            VosNode node, Collection<String> accounts, Collection<LedgerEntry> ledger, PullRun run) {
        var view = new LedgerView(ledger);
        List<LedgerEntry> marks = new ArrayList<>();
        LocalDate first = firstDay(node, view);
        if (view.firstDay().isEmpty()) {
            marks.add(LedgerEntry.mark(node.id(), first, Optional.empty(), false, run, clock.millis()));
        }
        for (LocalDate day = first; !day.isAfter(today(node)); day = day.plusDays(1)) {
            if (!view.complete(day) && isComplete(day, node, accounts, view)) {
                marks.add(LedgerEntry.mark(node.id(), day, view.mark(day), true, run, clock.millis()));
            }
        }
        return marks;
    }

    /** Windows in lists of those that are asked for together. */
    public List<List<Window>> together(Collection<Window> windows) {
        return Windows.together(windows, daysPerCall);
    }

    /** Windows that are too much for one call, in two lists. */
    public List<List<Window>> halves(List<Window> windows) {
        return Windows.halves(windows);
    }

    private List<Window> dueOneByOne(VosNode node, Collection<String> named, LedgerView view) {
        Instant now = clock.instant();
        LocalDate first = firstDay(node, view);
        List<Window> due = new ArrayList<>();
        for (LocalDate day = today(node); !day.isBefore(first); day = day.minusDays(1)) {
            if (view.complete(day)) {
                continue;
            }
            for (String account : accounts(day, node, named, view)) {
                Optional<LedgerEntry> entry = view.entry(day, account);
                if (entry.isEmpty() || isDue(entry.get(), node, now)) {
                    due.add(window(node, account, day, entry));
                }
            }
        }
        return due;
    }

    private boolean isComplete(LocalDate day, VosNode node, Collection<String> named, LedgerView view) {
        Instant end = times.finalAt(day, node.zone());
        // A node that names no account is silent, and nobody knows what is missing.
        return !named.isEmpty()
                && !clock.instant().isBefore(end)
                && accounts(day, node, named, view).stream().allMatch(account -> view.entry(day, account)
                        .filter(entry -> entry.done() && !entry.pulledAt().isBefore(end))
                        .isPresent());
    }

    /** An account that the node names no more may still have records of a day on which it was pulled. */
    private static Set<String> accounts(LocalDate day, VosNode node, Collection<String> named, LedgerView view) {
        Set<String> accounts = new LinkedHashSet<>(named);
        view.accounts(day).stream().filter(node::wants).sorted().forEach(accounts::add);
        return accounts;
    }

    private boolean isDue(LedgerEntry entry, VosNode node, Instant now) {
        if (!entry.done()) {
            return entry.nextAt() == null || !now.isBefore(entry.nextAt());
        }
        if (entry.pulledAt().isBefore(times.wantedSince(entry.day(), node.zone(), now))) {
            return true;
        }
        return now.isBefore(times.settledAt(entry.day(), node.zone()))
                && !now.isBefore(entry.pulledAt().plus(times.refresh()));
    }

    private LocalDate firstDay(VosNode node, LedgerView view) {
        return view.firstDay().orElse(today(node).minusDays(times.daysBack()));
    }

    private LocalDate today(VosNode node) {
        return clock.instant().atZone(node.zone()).toLocalDate();
    }

    private static Window window(VosNode node, String account, LocalDate day, Optional<LedgerEntry> entry) {
        return entry.map(last -> new Window(node, account, day, last)).orElse(Window.first(node, account, day));
    }
}
