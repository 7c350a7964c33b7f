package io.caravan.migration.copy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Sends what changes tables, marked, so that whoever goes on after a kill sees what the server is still at. */
final class CopyStatements {

    private static final String PAUSE = "SELECT sleep(0.1)";

    private final CopyServer server;
    private final String mark;
    private final Duration patience;
    private final CopyLimits limits;

    /** @param patience how long it waits for other people's statements, and for those of a killed hub */
    CopyStatements(CopyServer server, TableName live, CopyLimits limits, Duration patience) {
        this.server = server;
        this.mark = "caravan-migration:" + live + "#";
        this.limits = limits;
        this.patience = patience;
    }

    void run(String sql) {
        run(sql, Map.of(), Map.of());
    }

    void run(String sql, Map<String, Object> parameters, Map<String, String> settings) {
        send(mark, sql, parameters, settings);
    }

    /** Whatever its size. */
    void drop(TableName table) {
        run("DROP TABLE IF EXISTS " + table.sql() + " SYNC", Map.of(), Map.of("max_table_size_to_drop", "0"));
    }

    /** Whatever its size. */
    void dropPartition(TableName table, String partition) {
        run(
                "ALTER TABLE " + table.sql() + " DROP PARTITION ID " + Quoted.text(partition),
                Map.of(),
                Map.of("max_partition_size_to_drop", "0"));
    }

    /**
     * Runs what copies rows or parts of a partition, as fast as it may. When no answer comes it waits until the server has
     * ended it; whether it succeeded the caller has to see by what is there.
     */
    void copy(String partition, String sql, Map<String, Object> parameters, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(limits.settings());
        all.putAll(settings);
        try {
            send(mark + partition, sql, parameters, all);
        } catch (ClickHouseException e) {
            if (e.getCode() != 0 || !e.isMaybeApplied()) {
                throw e;
            }
            while (running(partition) > 0) {
                server.rows(PAUSE, Map.of());
            }
        }
    }

    /** Waits until the server runs none of these statements for the table any more: what a killed hub had begun goes on. */
    void awaitQuiet() {
        await(() -> running("") == 0, "a statement of an earlier attempt still runs on the server");
    }

    /** Waits for those of the partition alone. */
    void awaitQuiet(String partition) {
        await(() -> running(partition) == 0, "a statement of an earlier attempt still runs on the server");
    }

    /** @param otherwise what is the matter when the limit is over */
    void await(BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CopyException(
                        otherwise + " after " + patience.toSeconds() + " s; the migration can be started again");
            }
            server.rows(PAUSE, Map.of());
        }
    }

    long count(String sql, Map<String, Object> parameters) {
        return Long.parseLong(server.rows(sql, parameters).get(0).get("n"));
    }

    private long running(String partition) {
        return count(
                "SELECT count() AS n FROM system.processes WHERE startsWith(Settings['log_comment'], {mark:String})"
                        + " AND ({partition:String} = '' OR endsWith(Settings['log_comment'], '#' || {partition:String}))",
                Map.of("mark", mark, "partition", partition));
    }

    private void send(String comment, String sql, Map<String, Object> parameters, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("log_comment", comment);
        server.run(sql, parameters, all);
    }
}
