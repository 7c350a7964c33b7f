package io.caravan.migration;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.ErrorClass;
import io.caravan.clickhouse.Quoted;

/**
 * The move of one partition: what is still to be said to ClickHouse. It is told the parts as they are before each statement,
 * and believes nothing else.
 */
public final class PartitionMove {

    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 5000;
    /** How often parts that were inserted meanwhile are followed. */
    private static final int MOST_ROUNDS = 5;

    private final TablePlan table;
    private final String id;
    private final List<String> disks;
    private final List<Part> before;
    private final Instant lockedUntil;
    private List<Part> parts;
    private List<Part> elsewhere = List.of();
    private boolean byPart;
    private int next;
    private int failures;
    private int rounds;
    private long pause;

    /**
     * @param disks of the volume
     * @param before the parts as they were before the first statement, maybe of a hub that was killed
     * @param parts as they are now
     * @param lockedUntil how long parts are waited for that ClickHouse is merging
     */
    PartitionMove(
            TablePlan table, String id, List<String> disks, List<Part> before, List<Part> parts, Instant lockedUntil) {
        this.table = table;
        this.id = id;
        this.disks = disks;
        this.before = before;
        this.lockedUntil = lockedUntil;
        see(parts);
    }

    /** The parts as they are now. */
    public void see(List<Part> now) {
        parts = now;
        elsewhere = now.stream().filter(part -> !disks.contains(part.disk())).toList();
    }

    /** Whether a part is left to move that was there when the move began, or came a moment later. */
    public boolean goesOn() {
        boolean old = elsewhere.stream()
                .anyMatch(part -> before.stream().anyMatch(was -> part.name().covers(was.name())));
        return old || !elsewhere.isEmpty() && rounds < MOST_ROUNDS;
    }

    /** The next statement. */
    public String statement() {
        rounds++;
        pause = 0;
        String what = byPart
                ? "PART "
                        + Quoted.text(
                                elsewhere.get(next++ % elsewhere.size()).name().toString())
                : "PARTITION ID " + Quoted.text(id);
        return "ALTER TABLE " + table.table().sql() + " MOVE " + what + " TO VOLUME " + Quoted.text(table.volume());
    }

    /**
     * What to do about a statement that failed: nothing, wait, go part by part, or give up.
     *
     * @throws MigrationException when no further try can help
     */
    public void failed(ClickHouseException failure, Instant now) {
        switch (failure.getCode()) {
            case MoveErrors.ALREADY_THERE, MoveErrors.NO_SUCH_PART -> {
                /* the next look at the parts tells */
            }
            case MoveErrors.LOCKED -> {
                if (now.isAfter(lockedUntil)) {
                    throw new MigrationException(
                            "ClickHouse still merges or moves parts of the partition " + id
                                    + " itself; try again later",
                            failure);
                }
                byPart = true;
                pause = jittered(failures == 0 ? PAUSE_MILLIS / 10 : PAUSE_MILLIS);
            }
            default -> {
                if (failure.getErrorClass() != ErrorClass.RETRY || ++failures > TRIES) {
                    throw MoveErrors.explained(failure, table);
                }
                pause = jittered(PAUSE_MILLIS);
            }
        }
    }

    /** Up to a fifth more or less, so that many do not come back at the same moment. */
    private static long jittered(long millis) {
        return millis - millis / 5 + ThreadLocalRandom.current().nextLong(millis / 5 * 2 + 1);
    }

    /** Milliseconds to wait before the next look. */
    public long pauseMillis() {
        return pause;
    }

    List<Part> before() {
        return before;
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether nothing is left of the partition, because somebody dropped it. */
    public boolean gone() {
        return parts.isEmpty();
    }
}
