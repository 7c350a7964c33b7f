package io.caravan.migration;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.caravan.testing.ClickHouseQuery;

import static org.awaitility.Awaitility.await;

/** Inserts rows into a table, one after the other, until it is closed. */
final class Writer implements AutoCloseable {

    private final AtomicLong inserted = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    Writer(ClickHouseQuery sql, String table) {
        thread.submit(() -> {
            while (!closed.get()) {
                long id = 1_000_000 + inserted.get();
                sql.ask("INSERT INTO " + table + " SETTINGS async_insert = 0 VALUES (toDate('2026-01-01') + " + id % 90
                        + ", " + id + ", 'late')");
                inserted.incrementAndGet();
            }
        });
    }

    /** Rows that are stored for certain. */
    long inserted() {
        return inserted.get();
    }

    void awaitInserts(int more) {
        long wanted = inserted.get() + more;
        await("inserts").until(() -> inserted.get() >= wanted);
    }

    /** Returns when the last insert has been answered. */
    @Override
    public void close() throws InterruptedException {
        closed.set(true);
        thread.shutdown();
        if (!thread.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("an insert is not answered");
        }
    }
}
