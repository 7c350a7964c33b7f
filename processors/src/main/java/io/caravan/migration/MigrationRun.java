package io.caravan.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An attempt at a migration, in this hub, until it ends or is interrupted. Used by several threads. */
public final class MigrationRun {

    private final String id;
    private final MigrationRequest migration;
    private final Supplier<Obstacle> obstacle;
    private final List<TableOutcome> outcomes = new ArrayList<>();
    private TableWork work;

    /** Why a run begins with no further partition. */
    enum Obstacle {
        NONE,
        /** The migration has another state than it had. */
        WISH,
        WINDOW,
        STOPPING
    }

    MigrationRun(String id, MigrationRequest migration, Supplier<Obstacle> obstacle) {
        this.id = id;
        this.migration = migration;
        this.obstacle = obstacle;
    }

    /** Of the migration; a way back has another name in the journals of tables. */
    String id() {
        return id;
    }

    /** Whether it takes back what the migration did. */
    public boolean isBack() {
        return migration.backFrom() != null;
    }

    public MigrationRequest migration() {
        return migration;
    }

    /** Whether one more partition or table may be begun. */
    public boolean mayGoOn() {
        return obstacle.get() == Obstacle.NONE;
    }

    Obstacle obstacle() {
        return obstacle.get();
    }

    synchronized void at(TableWork now) {
        work = now;
    }

    /** The table that is being worked on; null between tables. */
    synchronized TableWork work() {
        return work;
    }

    synchronized void ended(TableOutcome outcome) {
        work = null;
        outcomes.add(outcome);
    }

    synchronized List<TableOutcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
