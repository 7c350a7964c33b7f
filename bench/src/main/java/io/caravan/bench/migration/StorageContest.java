package io.caravan.bench.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import io.caravan.bench.Run;
import io.caravan.bench.stack.Sql;

/** One round: each way once by the hub and once by bare statements, on tables with the same parts. */
final class StorageContest {

    private static final String S3 = "s3";

    private final Run run;
    private final Sql sql;
    private final MigrationApi api;
    private final StorageTables tables;
    private final String truth;
    private final int lanes;

    /** @param truth number and sum of all rows of each table */
    StorageContest(Run run, Sql sql, MigrationApi api, StorageTables tables, String truth, int lanes) {
        this.run = run;
        this.sql = sql;
        this.api = api;
        this.tables = tables;
        this.truth = truth;
        this.lanes = lanes;
    }

    /** @return seconds from the request to done, as are the others */
    double hubMove(int round) {
        String table = "hub_move_" + round;
        tables.createLike(table, "default");
        double seconds = byHub(body(table, "tiered"));
        check("move by the hub", table, round);
        tables.drop(table);
        return seconds;
    }

    /** @param lanes statements at the same time */
    double bareMove(int round, int lanes) {
        String table = "bare_move_" + round + "_" + lanes;
        tables.createLike(table, "tiered");
        double seconds = bare(
                lanes,
                partition -> "ALTER TABLE " + tables.name(table) + " MOVE PARTITION ID '" + partition + "' TO VOLUME '"
                        + S3 + "'");
        check("bare move", table, round);
        tables.drop(table);
        return seconds;
    }

    double hubCopy(int round) {
        String table = "hub_copy_" + round;
        tables.createLike(table, "default");
        double seconds = byHub(body(table, S3));
        check("copy by the hub", table, round);
        List.of(table, table + "__before_s3", table + "__to_s3__staging", table + "__to_s3__progress")
                .forEach(tables::drop);
        return seconds;
    }

    double bareCopy(int round, int lanes) {
        String table = "bare_copy_" + round + "_" + lanes;
        String source = tables.name(table + "_source");
        tables.createLike(table + "_source", "default");
        tables.create(table, S3);
        double seconds = bare(
                lanes,
                partition -> "INSERT INTO " + tables.name(table) + " SELECT * FROM " + source
                        + " WHERE _partition_id = '" + partition + "'");
        check("bare copy", table, round);
        tables.drop(table);
        tables.drop(table + "_source");
        return seconds;
    }

    /** The statement of each partition, and nothing else. */
    private double bare(int lanes, UnaryOperator<String> statement) {
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            return seconds(() -> tables.ids().stream()
                    .map(partition -> CompletableFuture.runAsync(() -> sql.run(statement.apply(partition)), threads))
                    .toList()
                    .forEach(CompletableFuture::join));
        } finally {
            threads.shutdown();
        }
    }

    private String body(String table, String policy) {
        return "{\"database\":\"%s\",\"table\":\"%s\",\"policy\":\"%s\",\"parallelism\":%d}"
                .formatted(tables.database(), table, policy, lanes);
    }

    private void check(String who, String table, int round) {
        run.check(who + ", round " + round + ": rows and their sum", truth, tables.content(table));
        run.check(who + ", round " + round + ": disks", S3, tables.disks(table));
    }

    private double byHub(String body) {
        Instant start = Instant.now();
        return Duration.between(start, api.awaitDone(api.begin(body))).toNanos() / 1e9;
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
