package io.caravan.cdr;

import java.util.ArrayList;
import java.util.List;

/** What a pull has found out about a window so far. */
final class WindowTally {

    final Window window;
    final long epochDay;
    /** Whether a record that is new to the store comes late. */
    final boolean settled;

    final FiguresSum replied = new FiguresSum();
    /** Stored records of which the reply has a version that cannot be stored. */
    final FiguresSum kept = new FiguresSum();

    long rejected;
    long repeated;
    long otherDays;
    long changed;
    long late;

    WindowTally(Window window, boolean settled) {
        this.window = window;
        this.epochDay = window.day().toEpochDay();
        this.settled = settled;
    }

    /** Meaningful at the end of the reply. */
    PulledWindow result(KnownRecords known) {
        var vanished = new FiguresSum();
        for (int i = known.begin(epochDay); i < known.end(epochDay); i++) {
            if (!known.seen(i)) {
                vanished.add(known.fee(i), known.holdTime(i), known.fingerprint(i));
            }
        }
        Figures gone = vanished.total();
        Figures total = replied.total();
        Figures expected = total.plus(kept.total()).plus(gone);
        return new PulledWindow(window, total, rejected, repeated, otherDays, changed, late, gone.records(), expected);
    }

    List<CdrChange> vanished(KnownRecords known, PullRun run) {
        List<CdrChange> changes = new ArrayList<>();
        for (int i = known.begin(epochDay); i < known.end(epochDay); i++) {
            if (!known.seen(i)) {
                changes.add(new CdrChange(
                        window.node().id(),
                        window.day(),
                        window.account(),
                        known.flowNo(i),
                        CdrChange.Kind.VANISHED,
                        known.fingerprint(i),
                        Money.ofMicros(known.fee(i)),
                        Money.ofMicros(0),
                        known.holdTime(i),
                        0,
                        run.id(),
                        run.start(),
                        run.version()));
            }
        }
        return changes;
    }
}
