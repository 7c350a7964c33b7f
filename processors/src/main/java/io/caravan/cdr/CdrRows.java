package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;

/** Turns the call records of one window into rows of the table {@code cdr}. */
final class CdrRows {

    private static final CdrField[] FIELDS = CdrField.values();
    private static final List<Column> COLUMNS = Stream.concat(
                    CdrField.columns().stream(),
                    Stream.of(
                            new Column("node_id", ColumnType.UINT32),
                            new Column("day", ColumnType.DATE),
                            new Column("raw", ColumnType.STRING),
                            new Column("run_id", ColumnType.UUID_128),
                            new Column("version", ColumnType.UINT64)))
            .toList();

    private final Window window;
    private final PullRun run;

    CdrRows(Window window, PullRun run) {
        this.window = window;
        this.run = run;
    }

    Block newBlock() {
        return new Block(COLUMNS);
    }

    /**
     * The values of a record, in the order of the columns.
     *
     * @param raw the record as the node sent it
     * @throws BadRecordException when it cannot be stored
     */
    Object[] row(JsonNode record, byte[] raw) {
        if (!record.isObject()) {
            throw new BadRecordException("an object is wanted");
        }
        Object[] row = new Object[COLUMNS.size()];
        for (CdrField field : FIELDS) {
            row[field.ordinal()] = CdrFieldReader.read(field, record);
        }
        if (row[CdrField.ACCOUNT.ordinal()].equals("")) {
            row[CdrField.ACCOUNT.ordinal()] = window.account();
        }
        int i = FIELDS.length;
        row[i++] = window.node().id();
        row[i++] = Instant.ofEpochMilli((Long) row[CdrField.START.ordinal()])
                .atZone(window.node().zone())
                .toLocalDate();
        row[i++] = raw;
        row[i++] = run.id();
        row[i] = run.version();
        return row;
    }

    static BigDecimal fee(Object[] row) {
        return (BigDecimal) row[CdrField.FEE.ordinal()];
    }

    static long holdTime(Object[] row) {
        return (Long) row[CdrField.HOLD_TIME.ordinal()];
    }
}
