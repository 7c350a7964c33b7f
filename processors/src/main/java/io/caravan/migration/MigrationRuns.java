package io.caravan.migration;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Begins and ends the attempts at migrations, and says how each migration stands after one. */
public final class MigrationRuns {

    private final Migrations migrations;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<String, MigrationRun> running = new ConcurrentHashMap<>();
    private final Set<String> linedUp = ConcurrentHashMap.newKeySet();

    /** @param zone of the windows */
    public MigrationRuns(Migrations migrations, ZoneId zone, Clock clock) {
        this.migrations = migrations;
        this.zone = zone;
        this.clock = clock;
    }

    /** Migrations that something is to be done about now, the oldest first; those whose window is not open are told so. */
    public List<Migration> due() {
        List<Migration> due = migrations.all().stream()
                .filter(migration -> migration.state().goesOn() && !running.containsKey(migration.id()))
                .sorted(Comparator.comparing(Migration::createdAt))
                .toList();
        due.stream()
                .filter(migration -> !inWindow(migration.request()))
                .forEach(migration -> waits(migration.id(), migration.request()));
        return due.stream().filter(migration -> inWindow(migration.request())).toList();
    }

    private void waits(String id, MigrationRequest request) {
        migrations.change(id, MigrationState.WAITING, "for its window " + request.window() + " in " + zone);
    }

    /** Whether it is not waiting already for its turn in this hub; it does from now on. */
    public boolean lineUp(Migration migration) {
        return linedUp.add(migration.id());
    }

    /** Begins an attempt; null when there is one in this hub, or none is due any more. It ends with its exchange. */
    public MigrationRun begin(Migration asked, Exchange exchange) {
        linedUp.remove(asked.id());
        Optional<Migration> found = migrations
                .find(asked.id())
                .filter(migration -> migration.state().goesOn());
        if (found.isEmpty()) {
            return null;
        }
        Migration migration = found.get();
        MigrationState meanwhile =
                migration.state() == MigrationState.ROLLING_BACK ? MigrationState.ROLLING_BACK : MigrationState.RUNNING;
        MigrationRequest request =
                meanwhile == MigrationState.ROLLING_BACK ? migration.request().back() : migration.request();
        CamelContext context = exchange.getContext();
        var run =
                new MigrationRun(migration.id(), request, () -> obstacle(migration.id(), request, meanwhile, context));
        if (running.putIfAbsent(migration.id(), run) != null) {
            return null;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                running.remove(migration.id(), run);
            }
        });
        if (!inWindow(request)) {
            waits(migration.id(), request);
            return null;
        }
        migrations.change(migration.id(), meanwhile, "");
        return run;
    }

    private boolean inWindow(MigrationRequest request) {
        return request.window() == null || request.window().open(clock, zone);
    }

    private MigrationRun.Obstacle obstacle(
            String id, MigrationRequest request, MigrationState meanwhile, CamelContext context) {
        if (context.isStopping()) {
            return MigrationRun.Obstacle.STOPPING;
        } else if (migrations.find(id).orElseThrow().state() != meanwhile) {
            return MigrationRun.Obstacle.WISH;
        }
        return inWindow(request) ? MigrationRun.Obstacle.NONE : MigrationRun.Obstacle.WINDOW;
    }

    /** What became of a table. */
    public void tableEnded(MigrationRun run, TableWork work) {
        note(run, work.outcome());
    }

    private void note(MigrationRun run, TableOutcome outcome) {
        migrations.note(run.id(), outcome);
        run.ended(outcome);
    }

    /** Nothing is done to the table. */
    public void skipped(MigrationRun run, TablePlan table) {
        note(run, TableOutcome.skipped(table));
    }

    /** The table could not even be begun with. */
    public void notBegun(MigrationRun run, TablePlan table, Throwable thrown) {
        Throwable failure = MoveErrors.ofStep(thrown);
        String state = failure instanceof LockedException
                ? "locked"
                : MoveErrors.isUnreachable(failure) ? "waiting" : "failed";
        note(
                run,
                new TableOutcome(
                        table.table(),
                        state,
                        table.way(),
                        table.policy(),
                        table.todo().size(),
                        0,
                        0,
                        table.done().size(),
                        0,
                        0,
                        table.bytes(),
                        String.valueOf(failure.getMessage()),
                        table.notes()));
    }

    /** The attempt is over: the migration is done, or waits for what hindered it. */
    public void ended(MigrationRun run) {
        String id = run.id();
        switch (run.obstacle()) {
            case WISH, STOPPING -> {
                /* the state says already what is to be */
            }
            default -> {
                Verdict verdict =
                        Verdict.of(run, migrations.find(id).orElseThrow().state());
                if (verdict.state() == MigrationState.WAITING) {
                    waits(id, run.migration());
                } else {
                    migrations.change(id, verdict.state(), verdict.reason());
                }
            }
        }
    }

    /** The attempt failed before a table was begun with; when that may pass, it is tried again by schedule. */
    public void failed(MigrationRun run, Throwable failure) {
        String id = run.id();
        if (run.obstacle() == MigrationRun.Obstacle.WISH) {
            return;
        }
        boolean passes = MoveErrors.isUnreachable(failure);
        MigrationState now = migrations.find(id).orElseThrow().state();
        migrations.change(
                id,
                passes ? now : MigrationState.FAILED,
                String.valueOf(MoveErrors.ofStep(failure).getMessage()));
    }

    /** Tables that the migration copied. */
    public List<TablePlan> copied(MigrationRun run) {
        return migrations.find(run.id()).orElseThrow().plans(Way.COPY);
    }

    Optional<MigrationRun> live(String id) {
        return Optional.ofNullable(running.get(id));
    }
}
