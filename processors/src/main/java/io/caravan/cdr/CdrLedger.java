package io.caravan.cdr;

import java.math.BigDecimal;
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
        return new LedgerEntry(
                window.node().id(),
                window.account(),
                window.day(),
                LedgerEntry.DONE,
                0,
                reply.records(),
                reply.rejectedRecords(),
                reply.fee(),
                reply.holdTime(),
                run.start(),
                null,
                "",
                run.id(),
                clock.millis());
    }

    /** The window was not pulled to its end; it is tried again after a pause that grows with every failure. */
    public LedgerEntry failed(Window window, PullRun run, Exception cause) {
        int attempts = window.attempts() + 1;
        Instant nextAt = clock.instant().plus(times.pauseAfter(attempts));
        return new LedgerEntry(
                window.node().id(),
                window.account(),
                window.day(),
                LedgerEntry.FAILED,
                attempts,
                0,
                0,
                BigDecimal.ZERO,
                0,
                null,
                nextAt,
                Causes.brief(cause),
                run.id(),
                clock.millis());
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
}
