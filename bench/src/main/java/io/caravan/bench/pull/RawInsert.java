package io.caravan.bench.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Sql;

/** The limit of the second half: the same rows, encoded as Native beforehand, into an empty table of the same structure. */
final class RawInsert {

    private final Sql sql;
    private final String table;
    private final String columns;
    private final Path body;

    /**
     * @param source the table that the hub filled; stored_at is left out, as the hub leaves it to the server
     * @param body where the rows are kept
     */
    RawInsert(Sql sql, String source, Path body) {
        this.sql = sql;
        this.table = source + "_again";
        this.columns = sql.row(
                        "SELECT arrayStringConcat(groupArray(name), ', ') FROM system.columns WHERE table = 'cdr'"
                                + " AND database = '" + source.substring(0, source.indexOf('.'))
                                + "' AND name != 'stored_at'")
                .get(0);
        this.body = body;
        sql.run("CREATE TABLE " + table + " AS " + source);
        // The same rows are inserted again and again.
        sql.run("ALTER TABLE " + table + " MODIFY SETTING non_replicated_deduplication_window = 0");
        sql.export(
                "SELECT " + columns + " FROM " + source
                        + " FORMAT Native SETTINGS output_format_native_encode_types_in_binary_format = 0",
                body);
    }

    /** Rows a second. */
    double rate(long rows) throws IOException {
        sql.run("TRUNCATE TABLE " + table);
        long startedAt = System.nanoTime();
        sql.insert("INSERT INTO " + table + " (" + columns + ") FORMAT Native", body);
        double rate = Figures.rate(rows, Duration.ofNanos(System.nanoTime() - startedAt));
        long stored = sql.number("SELECT count() FROM " + table);
        if (stored != rows) {
            throw new IllegalStateException(Files.size(body) + " bytes gave " + stored + " rows, not " + rows);
        }
        return rate;
    }
}
