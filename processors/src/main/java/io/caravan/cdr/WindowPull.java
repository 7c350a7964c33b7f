package io.caravan.cdr;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The pull of windows of one account on adjacent days. What is known of them is shared by all replies of the pull: a huge
 * window is asked for in parts, several small ones at once. When the last reply has been read to its end, this tells for
 * each window what was found out. Not for use by several threads, nor for a second pull.
 */
public final class WindowPull {

    private final List<WindowTally> tallies;
    private final PullRun run;
    private final KnownRecords known;
    private final RecordJudge judge;
    private int chunk;

    /**
     * @param windows at least one
     * @param known what the store holds of these windows
     * @param late whether a record of the window that is new to the store comes late
     */
    public WindowPull(List<Window> windows, PullRun run, KnownRecords known, Predicate<Window> late) {
        this.tallies = windows.stream()
                .map(window -> new WindowTally(window, late.test(window)))
                .toList();
        this.run = run;
        this.known = known;
        this.judge = new RecordJudge(tallies, run, known);
    }

    /**
     * A reply as batches for the store, read as they are asked for.
     *
     * @param batchRows most records in one batch
     * @param room shared with the other replies that are being read
     * @param read run when nothing more is read of it
     */
    CdrReply reply(InputStream body, int batchRows, BatchRoom room, Runnable read) {
        return new CdrReply(body, this, batchRows, room, read);
    }

    public List<Window> windows() {
        return tallies.stream().map(tally -> tally.window).toList();
    }

    public List<LocalDate> days() {
        return windows().stream().map(Window::day).toList();
    }

    /** Records that the replies had for these windows, each call once. */
    public long records() {
        return tallies.stream()
                .mapToLong(tally -> tally.result(known).replied().records())
                .sum();
    }

    public PullRun run() {
        return run;
    }

    /** @throws IllegalArgumentException when the window is none of this pull's */
    public PulledWindow of(Window window) {
        return tallies.stream()
                .filter(tally -> tally.window.equals(window))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(window + " is no window of this pull"))
                .result(known);
    }

    /** The records that the store has and the replies did not name. */
    public List<CdrChange> vanished() {
        List<CdrChange> changes = new ArrayList<>();
        tallies.forEach(tally -> changes.addAll(tally.vanished(known, run)));
        return changes;
    }

    /** The last reply has been read to its end. */
    void allRead() {
        judge.end();
    }

    RecordJudge judge() {
        return judge;
    }

    CdrRows newRows() {
        return new CdrRows(tallies.get(0).window.node().id(), run);
    }

    /** Names the next batch. */
    String nextToken() {
        Window first = tallies.get(0).window;
        LocalDate last = tallies.get(tallies.size() - 1).window.day();
        String days = last.equals(first.day()) ? last.toString() : first.day() + ".." + last;
        return "cdr:%d:%s:%s:%s:%d".formatted(first.node().id(), first.account(), days, run.id(), chunk++);
    }
}
