package io.caravan.cdr;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.hub.log.Causes;

/** Writes down what became of windows. The entries are stored by the route. */
public final class CdrLedger {

    private final PullTimes times;
    private final RetryPauses pauses;
    private final Clock clock;

    public CdrLedger(PullTimes times, RetryPauses pauses, Clock clock) {
        this.times = times;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** The run with a version above all that the store has seen of the node, should Redis have lost its clock. */
    public PullRun versioned(PullRun run, Collection<LedgerEntry> ledger) {
        long seen = ledger.stream().mapToLong(LedgerEntry::version).max().orElse(0);
        return run.atLeast(seen + 1);
    }

    /**
     * The windows were pulled to their end. A window is done when the store holds exactly what the node replied, and what
     * has vanished there; anything else is a failure, which the next pull repairs.
     *
     * @param stored by day, as the store was asked for it after the pull; a day without records is missing
     */
    public List<LedgerEntry> done(WindowPull pull, Map<LocalDate, Figures> stored) {
        return pull.windows().stream()
                .map(window -> done(pull.run(), pull.of(window), stored.getOrDefault(window.day(), Figures.NONE)))
                .toList();
    }

    private LedgerEntry done(PullRun run, PulledWindow pulled, Figures stored) {
        Window window = pulled.window();
        if (!pulled.expected().equals(stored)) {
            String why = "the store holds " + stored + " of this window instead of " + pulled.expected();
            return failed(window, run, PullFault.INCOMPLETE, why);
        }
        boolean settled = !run.start()
                .isBefore(times.settledAt(window.day(), window.node().zone()));
        return window.last().succeeded(pulled.replied(), pulled.counts(), stored, settled, run, clock.millis());
    }

    /** None of the windows was pulled to its end, all for the same reason; they are tried again after a pause. */
    public List<LedgerEntry> failed(Collection<Window> windows, PullRun run, Exception cause) {
        PullFault fault = PullFault.of(cause);
        String why = reason(cause);
        return windows.stream().map(window -> failed(window, run, fault, why)).toList();
    }

    /** The node names its accounts again: what was failed about the node itself is done. */
    public List<LedgerEntry> answering(PullRun run, Collection<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.account().equals(Window.NODE_ITSELF) && !entry.done())
                .map(entry ->
                        LedgerEntry.mark(entry.nodeId(), entry.day(), Optional.of(entry), false, run, clock.millis()))
                .toList();
    }

    private LedgerEntry failed(Window window, PullRun run, PullFault fault, String why) {
        LedgerEntry last = window.last();
        Instant next = clock.instant().plus(pauses.after(last.attempts() + 1, fault));
        return last.failed(run, next, why, fault, clock.millis());
    }

    /** What the node or the hub says about it; below that are only details of the parser. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VosException) {
                return cause.getMessage();
            }
        }
        return Causes.brief(failure);
    }
}
