package io.caravan.migration.copy;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients and views write all the time while the table is copied; it goes back with every row. */
class BusyCopyTest extends CopyTestBase {

    @Test
    void countsEveryRowOnceInTheTableAndBehindItsViews() throws Exception {
        String columns = "(id UInt64, writer UInt8) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY id";
        TableName table = create("busy", columns);
        TableName behind = create("behind", columns);
        TableName before = create("before", columns);
        view("from busy", behind, table);
        view("into busy", table, before);
        ScheduledExecutorService turns = Executors.newScheduledThreadPool(3);
        List<Writer> writers = List.of(
                write(table, 1, "async_insert = 0", turns),
                write(table, 2, "async_insert = 1", turns),
                write(before, 3, "async_insert = 0", turns));
        try {
            migrate(there(table));
            assertThat(disks(table)).isEqualTo("s3");
            assertThat(writers).as("none was refused an insert").noneMatch(writer -> writer.turns()
                    .isDone());
        } finally {
            turns.shutdown();
        }
        assertThat(turns.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        long total = writers.stream().mapToLong(writer -> writer.rows().get()).sum();
        assertRows(total, table, behind);

        rollBack(back(table, server));

        assertThat(disks(table)).isEqualTo("default");
        assertRows(total, table, behind);
    }

    private void assertRows(long total, TableName... tables) {
        for (TableName table : tables) {
            assertThat(clickhouse.ask("SELECT count(), uniqExact(writer, id) FROM " + table.sql()))
                    .isEqualTo(total + "\t" + total);
        }
    }

    private void view(String name, TableName to, TableName from) {
        clickhouse.ask("CREATE MATERIALIZED VIEW " + table(name).sql() + " TO " + to.sql()
                + " AS SELECT id, writer FROM " + from.sql());
    }

    /** Ten rows five times a second; the first insert that is refused ends it. */
    private Writer write(TableName table, int number, String setting, ScheduledExecutorService turns) {
        var rows = new AtomicLong();
        Runnable insert = () -> {
            clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number + " + rows + ", " + number
                    + " FROM numbers(10) SETTINGS " + setting);
            rows.addAndGet(10);
        };
        return new Writer(rows, turns.scheduleWithFixedDelay(insert, 0, 200, TimeUnit.MILLISECONDS));
    }

    /** @param rows that were acknowledged */
    private record Writer(AtomicLong rows, ScheduledFuture<?> turns) {}
}
