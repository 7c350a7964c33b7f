package io.caravan.clickhouse.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            buffers[i] = new ColumnBuffer();
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

    public int rows() {
        return rows;
    }

    /**
     * The encoded block, the body of an insert with format Native. The server sorts columns by name into its own order,
     * but not in a block without rows, which is better not sent.
     */
    public byte[] toBytes() {
        var head = new ColumnBuffer();
        head.varInt(buffers.length);
        head.varInt(rows);
        var out = new ByteArrayOutputStream(size());
        try {
            head.writeTo(out);
            for (int i = 0; i < buffers.length; i++) {
                var name = new ColumnBuffer();
                name.string(columns.get(i).name());
                name.string(columns.get(i).type().typeName());
                name.writeTo(out);
                buffers[i].writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private int size() {
        long size = 64L * (buffers.length + 1);
        for (ColumnBuffer buffer : buffers) {
            size += buffer.size();
        }
        return Math.toIntExact(size);
    }
}
