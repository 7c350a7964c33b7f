package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;

/** Turns the call records of one window into rows of the table {@code cdr}. */
final class CdrRows {

    /** A call may begin on another day than the one asked for, but none lasts this long. */
    private static final long MOST_DAYS_AWAY = 7;

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
    private static final int DAY = FIELDS.length + 1;

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
        row[i++] = dayOf(row);
        row[i++] = raw;
        row[i++] = run.id();
        row[i] = run.version();
        return row;
    }

    private LocalDate dayOf(Object[] row) {
        LocalDate day = Instant.ofEpochMilli((Long) row[CdrField.START.ordinal()])
                .atZone(window.node().zone())
                .toLocalDate();
        long away = Math.abs(ChronoUnit.DAYS.between(window.day(), day));
        if (away > MOST_DAYS_AWAY) {
            throw new BadRecordException("start: " + away + " days from the day that was asked for");
        }
        return day;
    }

    static long flowNo(Object[] row) {
        return (Long) row[CdrField.FLOW_NO.ordinal()];
    }

    static LocalDate day(Object[] row) {
        return (LocalDate) row[DAY];
    }

    static BigDecimal fee(Object[] row) {
        return (BigDecimal) row[CdrField.FEE.ordinal()];
    }

    static long holdTime(Object[] row) {
        return (Long) row[CdrField.HOLD_TIME.ordinal()];
    }
}
