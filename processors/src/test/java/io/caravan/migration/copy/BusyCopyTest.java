package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients and views write all the time, there and back. */
class BusyCopyTest extends CopyTestBase {

    @Test
    void countsEveryRowOnceInTheTableAndBehindItsViews() throws Exception {
        String columns = "(id UInt64, writer UInt8) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY id";
        TableName table = create("busy", columns);
        TableName behind = create("behind", columns);
        TableName before = create("before", columns);
        view("from busy", behind, table);
        view("into busy", table, before);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<Long>> written = new ArrayList<>();
        written.add(writers.submit(writer(table, 1, "async_insert = 0", done)));
        written.add(writers.submit(writer(table, 2, "async_insert = 1", done)));
        written.add(writers.submit(writer(before, 3, "async_insert = 0", done)));
        try {
            migrate(there(table));
            assertThat(disks(table)).isEqualTo("s3");
            rollBack(back(table, server));
            assertThat(disks(table)).isEqualTo("default");
        } finally {
            done.set(true);
            writers.shutdown();
        }
        long total = 0;
        for (Future<Long> rows : written) {
            total += rows.get();
        }

        String counts = "SELECT count(), uniqExact(writer, id) FROM ";
        assertThat(clickhouse.ask(counts + table.sql())).isEqualTo(total + "\t" + total);
        assertThat(clickhouse.ask(counts + behind.sql())).isEqualTo(total + "\t" + total);
    }

    private void view(String name, TableName to, TableName from) {
        clickhouse.ask("CREATE MATERIALIZED VIEW " + table(name).sql() + " TO " + to.sql()
                + " AS SELECT id, writer FROM " + from.sql());
    }

    /** @return rows that were acknowledged; the first insert that is refused fails it */
    private Callable<Long> writer(TableName table, int number, String setting, AtomicBoolean done) {
        return () -> {
            long rows = 0;
            while (!done.get()) {
                clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number + " + rows + ", " + number
                        + " FROM numbers(10) SETTINGS " + setting);
                rows += 10;
            }
            return rows;
        };
    }
}
