package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients and views write all the time while the table is copied, there and back. */
class BusyCopyTest extends CopyTestBase {

    private static final String COLUMNS =
            "(id UInt64, writer UInt8) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY id";

    /** What an insert is told that had looked the table up before the exchange, and locked it after that. */
    private static final List<String> EXCHANGED = List.of("TABLE_IS_DROPPED", "TABLE_UUID_MISMATCH");

    private ScheduledExecutorService turns;

    @BeforeEach
    void begin() {
        turns = Executors.newScheduledThreadPool(3);
    }

    @AfterEach
    void end() {
        turns.shutdownNow();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void countsEveryRowOnceInTheTableAndBehindItsViews() throws Exception {
        TableName table = create("busy", COLUMNS);
        TableName behind = create("behind", COLUMNS);
        TableName before = create("before", COLUMNS);
        view("from busy", behind, table);
        view("into busy", table, before);
        List<Writer> writers = List.of(
                write(table, 1, "async_insert = 0"),
                write(table, 2, "async_insert = 1"),
                write(before, 3, "async_insert = 0"));

        migrate(there(table));
        assertThat(disks(table)).isEqualTo("s3");
        rollBack(back(table, server));
        assertThat(disks(table)).isEqualTo("default");

        assertThat(writers).as("none was refused an insert for another reason").noneMatch(writer -> writer.turns()
                .isDone());
        turns.shutdown();
        assertThat(turns.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        long total = writers.stream().mapToLong(writer -> writer.rows().get()).sum();
        assertRows(total, table, behind);
    }

    @Test
    void letsMergesGoOnWhenRowsComeFasterThanTheyCanBeBroughtOver() {
        TableName table = create(
                "crowded",
                "(id UInt64, writer UInt8) ENGINE = MergeTree ORDER BY id SETTINGS parts_to_delay_insert = 10");
        insert(table, 1);
        there(table).prepare(POLICY);
        String settings = settings(table);
        CopyServer slow = new SlowServer(server, () -> insert(table, 6));

        assertThatThrownBy(() -> there(table, slow).closeFence())
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("nothing was exchanged");

        assertThat(settings(table)).isEqualTo(settings);
        assertThat(disks(table)).isEqualTo("default");
        there(table).complete();
        assertThat(disks(table)).isEqualTo("s3");
        assertRows(7, table);
    }

    /** Each row a part of its own. */
    private void insert(TableName table, int rows) {
        for (int i = 0; i < rows; i++) {
            clickhouse.ask("INSERT INTO " + table.sql() + " SELECT count(), 1 FROM " + table.sql());
        }
    }

    /** Takes longer than a short round to attach, and lets rows come in meanwhile. */
    private record SlowServer(CopyServer server, Runnable meanwhile) implements CopyServer {

        @Override
        public List<Map<String, String>> rows(String sql, Map<String, Object> parameters) {
            return server.rows(sql, parameters);
        }

        @Override
        public void run(String sql, Map<String, Object> parameters, Map<String, String> settings) {
            server.run(sql, parameters, settings);
            if (sql.contains("ATTACH PARTITION")) {
                meanwhile.run();
                server.rows("SELECT sleep(1.2)", Map.of());
            }
        }
    }

    /** The settings of the table, which stop its merges or do not. */
    private String settings(TableName table) {
        return TableDdl.parse(clickhouse.ask("SHOW CREATE TABLE " + table.sql() + " FORMAT TSVRaw"))
                .settings()
                .toString();
    }

    private void assertRows(long total, TableName... tables) {
        for (TableName table : tables) {
            assertThat(clickhouse.ask("SELECT count(), uniqExact(writer, id) FROM " + table.sql()))
                    .as(() -> "rows and different rows of " + table + ", and those after which some are missing: "
                            + clickhouse.ask("SELECT writer, id FROM " + table.sql()
                                    + " WHERE (writer, id + 1) NOT IN (SELECT writer, id FROM " + table.sql() + ")"))
                    .isEqualTo(total + "\t" + total);
        }
    }

    private void view(String name, TableName to, TableName from) {
        clickhouse.ask("CREATE MATERIALIZED VIEW " + table(name).sql() + " TO " + to.sql()
                + " AS SELECT id, writer FROM " + from.sql());
    }

    /**
     * Ten rows every 400 ms, each time three parts. Those that are refused because of the exchange are sent again next time;
     * any other refusal ends it.
     */
    private Writer write(TableName table, int number, String setting) {
        var rows = new AtomicLong();
        Runnable insert = () -> {
            try {
                clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number + " + rows + ", " + number
                        + " FROM numbers(10) SETTINGS " + setting);
                rows.addAndGet(10);
            } catch (IllegalStateException e) {
                if (EXCHANGED.stream().noneMatch(e.getMessage()::contains)) {
                    throw e;
                }
            }
        };
        return new Writer(rows, turns.scheduleWithFixedDelay(insert, 0, 400, TimeUnit.MILLISECONDS));
    }

    /** @param rows that were acknowledged */
    private record Writer(AtomicLong rows, ScheduledFuture<?> turns) {}
}
