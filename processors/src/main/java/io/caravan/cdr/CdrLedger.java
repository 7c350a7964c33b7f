package io.caravan.cdr;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.caravan.hub.log.Causes;

/** Writes down what became of windows. The entries are stored by the route. */
public final class CdrLedger {

    private final PullTimes times;
    private final Clock clock;

    public CdrLedger(PullTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** The window was pulled to its end and every record is stored or among the dead letters. */
    public LedgerEntry done(Window window, PullRun run, CdrReply reply) {
        boolean isFinal = !run.start()
                .isBefore(times.settledAt(window.day(), window.node().zone()));
        return window.last().done(run, reply, isFinal, clock.millis());
    }

    /** The window was not pulled to its end; it is tried again after a pause that grows with every failure. */
    public LedgerEntry failed(Window window, PullRun run, Exception cause) {
        Instant next = clock.instant().plus(times.pauseAfter(window.last().attempts() + 1));
        return window.last().failed(run, next, reason(cause), clock.millis());
    }

    /** None of the windows was pulled, all for the same reason. */
    public List<LedgerEntry> allFailed(Collection<Window> windows, PullRun run, Exception cause) {
        return windows.stream().map(window -> failed(window, run, cause)).toList();
    }

    /** The node names its accounts again: what was failed about the node itself is done. */
    public List<LedgerEntry> answering(PullRun run, Collection<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.account().equals(Window.NODE_ITSELF) && !entry.done())
                .map(entry -> entry.recovered(run, clock.millis()))
                .toList();
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
