package io.caravan.bench.migration;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Memory;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;

/** A table of very many partitions: how long its plan takes, and what the hub needs for it. */
final class ManyPartitions {

    private static final String TABLE = "many";
    private static final double LIMIT_SECONDS = 5;
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final Run run;
    private final Sql sql;
    private final MigrationApi api;
    private final long hub;
    private final String database;
    private final int partitions;

    /** @param hub the process */
    ManyPartitions(Run run, Sql sql, MigrationApi api, long hub, String database, int partitions) {
        this.run = run;
        this.sql = sql;
        this.api = api;
        this.hub = hub;
        this.database = database;
        this.partitions = partitions;
    }

    /**
     * @param plans how often it is planned
     * @param watch how long the migration is looked at while it works
     */
    void measure(int plans, Duration watch) {
        String name = database + "." + TABLE;
        sql.run("CREATE TABLE " + name + " (p UInt32, s String) ENGINE = MergeTree PARTITION BY p ORDER BY s");
        sql.run("SYSTEM STOP MERGES " + name);
        sql.run("INSERT INTO " + name + " SETTINGS max_partitions_per_insert_block = 0 SELECT number, 'x' FROM numbers("
                + partitions + ")");
        run.say(Figures.number(partitions) + " partitions are there");
        long before = Memory.resident(hub);
        var highest = new AtomicLong(before);
        var over = new AtomicBoolean();
        var watcher = new Thread(
                () -> {
                    while (!over.get()) {
                        highest.accumulateAndGet(Memory.resident(hub), Math::max);
                        Wait.pause(INTERVAL);
                    }
                },
                "memory of the hub");
        watcher.start();
        Table table = new Table("of " + Figures.number(partitions) + " partitions", "time", "limit");
        try {
            plan(table, plans);
            work(table, watch);
        } finally {
            over.set(true);
        }
        run.add(table);
        run.add(new Table("memory of the hub, resident", "")
                .row("before", Figures.megabytes(before))
                .row("at most, while it planned, moved and answered", Figures.megabytes(highest.get())));
    }

    private void plan(Table table, int plans) {
        double first = 0;
        double worst = 0;
        for (int i = 0; i < plans; i++) {
            long start = System.nanoTime();
            JsonNode plan = api.plan(body());
            double seconds = (System.nanoTime() - start) / 1e9;
            first = i == 0 ? seconds : first;
            worst = Math.max(worst, seconds);
            if (i == 0) {
                run.check(
                        "partitions in the plan",
                        partitions,
                        plan.path("partitions").asInt());
                run.check("rows in the plan", partitions, plan.path("rows").asLong());
            }
        }
        table.row("plan, the first", Figures.seconds(first), limit(first));
        table.row("plan, the worst of " + plans, Figures.seconds(worst), limit(worst));
    }

    private static String limit(double seconds) {
        return Figures.seconds(LIMIT_SECONDS) + (seconds <= LIMIT_SECONDS ? ", kept" : ", NOT KEPT");
    }

    /** Begins with the migration, and looks at it as a page in a browser would. */
    private void work(Table table, Duration watch) {
        long start = System.nanoTime();
        String id = api.begin(body());
        table.row("request to 201", Figures.seconds((System.nanoTime() - start) / 1e9), "");
        double slowest = 0;
        long asked = 0;
        while (System.nanoTime() - start < watch.toNanos()) {
            long began = System.nanoTime();
            api.status(id, 1000);
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e9);
            asked++;
            Wait.pause(Duration.ofMillis(200));
        }
        table.row("status with 1,000 of them, the slowest of " + asked, Figures.seconds(slowest), "");
        JsonNode status = api.status(id, 1);
        api.wish(id, "cancel");
        table.row(
                "moved in " + watch.toSeconds() + " s, files of a few bytes",
                Figures.number(status.path("partitions").path("done").asLong()),
                "");
        run.check("rows while it moves", partitions, sql.number("SELECT count() FROM " + database + "." + TABLE));
    }

    private String body() {
        return "{\"database\":\"" + database + "\",\"table\":\"" + TABLE + "\"}";
    }
}
