package io.caravan.clickhouse.block;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Rows for one insert, gathered column by column. Not for use by several threads. */
public final class Block {

    private final List<Column> columns;
    private final ColumnBuffer[] buffers;
    private int rows;

    public Block(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.buffers = new ColumnBuffer[columns.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = columns.get(i).type().newBuffer();
        }
    }

    /**
     * Adds a row, or nothing of it.
     *
     * @param values one for each column, in their order
     * @throws ArithmeticException when a number does not fit
     * @throws ClassCastException when a value is of a wrong class
     */
    public void add(Object[] values) {
        int column = 0;
        int[] before = new int[buffers.length];
        try {
            for (; column < buffers.length; column++) {
                before[column] = buffers[column].size();
                columns.get(column).type().write(buffers[column], values[column]);
            }
        } catch (RuntimeException e) {
            for (; column >= 0; column--) {
                buffers[column].cutTo(before[column]);
            }
            throw e;
        }
        rows++;
    }

    /** For writing a row value by value, without boxing: one into each column, unchecked, and then {@link #endRow}. */
    public ColumnBuffer column(int index) {
        return buffers[index];
    }

    /** Every column has got its value. */
    public void endRow() {
        rows++;
    }

    public int rows() {
        return rows;
    }

    /**
     * The encoded block, the body of an insert with format Native. The server sorts columns by name into its own order,
     * but not in a block without rows, which is better not sent.
     */
    public byte[] toBytes() {
        ColumnBuffer[] heads = new ColumnBuffer[buffers.length];
        ColumnBuffer[] values = new ColumnBuffer[buffers.length];
        long size = 0;
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(i);
            values[i] = buffers[i].encoded();
            size += heads[i].size() + values[i].size();
        }
        byte[] bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (int i = 0; i < heads.length; i++) {
            at = values[i].copyTo(bytes, heads[i].copyTo(bytes, at));
        }
        return bytes;
    }

    /** Writes what {@link #toBytes} returns. */
    void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < buffers.length; i++) {
            head(i).writeTo(out);
            buffers[i].encoded().writeTo(out);
        }
    }

    /** Takes out all rows, and keeps the room they took for others. */
    public void clear() {
        for (ColumnBuffer buffer : buffers) {
            buffer.cutTo(0);
        }
        rows = 0;
    }

    /** What stands before the values of a column; that of the whole block stands before the first. */
    private ColumnBuffer head(int column) {
        var head = new ColumnBuffer();
        if (column == 0) {
            head.varInt(buffers.length);
            head.varInt(rows);
        }
        head.string(columns.get(column).name());
        head.string(columns.get(column).type().typeName());
        return head;
    }
}
