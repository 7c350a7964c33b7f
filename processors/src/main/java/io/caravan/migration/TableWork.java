package io.caravan.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The partitions of a table that are still to do, and how it goes. Used by several threads. */
public final class TableWork {

    private static final double MILLIS = 1000.0;

    private final TablePlan table;
    private final List<String> disks;
    private final Journal journal;
    private final Map<String, List<Part>> before;
    private final BooleanSupplier mayGoOn;
    private final Queue<Partition> todo;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private final List<String> errors = new ArrayList<>();
    private String broken = "";
    private String interrupted = "";
    private int done;
    private int failed;
    private long rows;
    private long bytes;
    private boolean verified;

    /**
     * @param disks of the volume
     * @param before of partitions that a killed hub had begun with, the parts as they were
     * @param mayGoOn whether one more partition may be begun
     */
    TableWork(
            TablePlan table,
            List<String> disks,
            Journal journal,
            Map<String, List<Part>> before,
            Clock clock,
            BooleanSupplier mayGoOn) {
        this.table = table;
        this.disks = List.copyOf(disks);
        this.journal = journal;
        this.before = new HashMap<>(before);
        this.todo = new ConcurrentLinkedQueue<>(table.todo());
        this.clock = clock;
        this.start = clock.instant();
        this.mayGoOn = mayGoOn;
    }

    public TablePlan table() {
        return table;
    }

    List<String> disks() {
        return disks;
    }

    Journal journal() {
        return journal;
    }

    Instant start() {
        return start;
    }

    /** Parts as they were before a killed hub began with the partition; none when none had. */
    List<Part> before(String partition) {
        return before.getOrDefault(partition, List.of());
    }

    /** Whether there is a partition to do, and nothing speaks against beginning with it. */
    public boolean goesOn() {
        return !todo.isEmpty() && !stopped() && mayGoOn.getAsBoolean();
    }

    /** The next partition; null when another lane took the last one. */
    public Partition take() {
        Partition next = goesOn() ? todo.poll() : null;
        if (next != null) {
            begun.put(next.id(), clock.instant());
        }
        return next;
    }

    /** Notes that a partition is done, with the proof. */
    public void done(Partition partition, Map<String, Object> proof) {
        journal.append(new Entry(MoveNotes.VERIFIED, partition.id(), timed(partition, proof)));
        synchronized (this) {
            done++;
            rows += partition.rows();
            bytes += partition.bytes();
        }
    }

    private Map<String, Object> timed(Partition partition, Map<String, Object> detail) {
        Map<String, Object> timed = new LinkedHashMap<>(detail);
        Instant began = begun.getOrDefault(partition.id(), start);
        timed.put(MoveNotes.SECONDS, Duration.between(began, clock.instant()).toMillis() / MILLIS);
        return timed;
    }

    /** Notes that a partition failed; the others go on, unless the table is no more, or ClickHouse does not answer. */
    public void failed(Partition partition, Throwable thrown) {
        Throwable failure = MoveErrors.ofStep(thrown);
        String message = String.valueOf(failure.getMessage());
        if (MoveErrors.isUnreachable(failure)) {
            broken(failure);
            return;
        }
        journal.append(new Entry(MoveNotes.FAILED, partition.id(), timed(partition, Map.of("error", message))));
        synchronized (this) {
            failed++;
            errors.add("partition " + partition.id() + ": " + message);
            if (failure instanceof TableGoneException) {
                broken = message;
            }
        }
    }

    /** The table as a whole was looked at once more, and is as it should be. */
    public synchronized void verified() {
        verified = true;
    }

    /** Nothing more can be done to the table, or not now. */
    public synchronized void broken(Throwable failure) {
        String message = String.valueOf(MoveErrors.ofStep(failure).getMessage());
        if (MoveErrors.isUnreachable(failure)) {
            interrupted = message;
        } else {
            broken = message;
        }
    }

    private synchronized boolean stopped() {
        return !broken.isEmpty() || !interrupted.isEmpty();
    }

    private String error() {
        if (stopped()) {
            return broken.isEmpty() ? interrupted : broken;
        }
        return String.join("; ", errors.subList(0, Math.min(5, errors.size())));
    }

    /** Whether each partition is done. */
    public synchronized boolean complete() {
        return todo.isEmpty() && failed == 0 && !stopped();
    }

    synchronized TableOutcome outcome() {
        return new TableOutcome(
                table.table(),
                state(),
                table.way(),
                table.policy(),
                table.todo().size(),
                done,
                failed,
                table.done().size(),
                rows,
                bytes,
                table.bytes(),
                error(),
                table.notes());
    }

    private String state() {
        if (!interrupted.isEmpty()) {
            return "waiting";
        } else if (!broken.isEmpty() || failed > 0) {
            return done == 0 ? "failed" : "partial";
        }
        return verified ? "done" : "waiting";
    }
}
