package io.caravan.cdr.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;

import io.caravan.cdr.LedgerEntry;
import io.caravan.cdr.VosNode;
import io.caravan.cdr.Window;

/** The share of backfill in a node's turn: bounded in time, so that what is due by schedule comes soon again. */
public final class SyncTurns {

    private final Duration share;
    private final Clock clock;

    /** @param share longest time of a turn in which backfill begins to pull a window */
    public SyncTurns(Duration share, Clock clock) {
        this.share = share;
        this.clock = clock;
    }

    private record Place(LocalDate day, String account) {}

    /** When a share that begins now ends. */
    public Instant end() {
        return clock.instant().plus(share);
    }

    /**
     * Whether there is time for another window: the share lasts, and the hub is not stopping.
     *
     * @param hasLease whether the node is still this hub's
     */
    public boolean goesOn(Instant end, boolean hasLease, Exchange exchange) {
        return hasLease
                && clock.instant().isBefore(end)
                && !exchange.getContext().isStopping();
    }

    /** The windows to pull, with what the ledger says of them. */
    public List<Window> windows(VosNode node, List<SyncTarget> targets, List<LedgerEntry> ledger) {
        Map<Place, LedgerEntry> known = ledger.stream()
                .collect(Collectors.toMap(entry -> new Place(entry.day(), entry.account()), Function.identity()));
        return targets.stream()
                .map(target -> {
                    LedgerEntry entry = known.get(new Place(target.day(), target.account()));
                    return entry == null
                            ? Window.first(node, target.account(), target.day())
                            : new Window(node, target.account(), target.day(), entry);
                })
                .toList();
    }

    /** Whether nothing of the job is left to pull. */
    public boolean complete(List<SyncFigures> figures) {
        return !figures.isEmpty() && figures.get(0).complete();
    }
}
