package io.caravan.cdr;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnBuffer;
import io.caravan.clickhouse.block.ColumnType;
import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.clickhouse.block.Spool;
import io.caravan.clickhouse.block.Spooled;

/** Call records of one run as rows of the table {@code cdr}. */
final class CdrRows {

    private static final CdrField[] FIELDS = CdrField.values();
    private static final List<Column> COLUMNS = Stream.concat(
                    CdrField.columns().stream(),
                    Stream.of(
                            new Column("node_id", ColumnType.UINT32),
                            new Column("day", ColumnType.DATE),
                            new Column("raw", ColumnType.STRING),
                            new Column("fingerprint", ColumnType.UINT64),
                            new Column("run_id", ColumnType.UUID_128),
                            new Column("version", ColumnType.UINT64)))
            .toList();

    /** Bytes of records that are compressed together: with the columns made of them they are somewhat below 1 MB. */
    private static final int BLOCK_BYTES = 700_000;

    private final Block block = new Block(COLUMNS);
    private final Spool spool = new Spool();
    private final CompressedBlocks body = new CompressedBlocks(spool);
    private final int nodeId;
    private final PullRun run;
    private int count;
    private long inBlock;

    CdrRows(int nodeId, PullRun run) {
        this.nodeId = nodeId;
        this.run = run;
    }

    /** @param fingerprint of the bytes of the record as the node sent it */
    void add(CdrRecord record, long epochDay, byte[] raw, int offset, int length, long fingerprint) {
        for (CdrField field : FIELDS) {
            ColumnBuffer column = block.column(field.ordinal());
            switch (field.type()) {
                case STRING -> column.bytes(record.text(field), record.textOffset(field), record.textLength(field));
                case INT8 -> column.int8((int) record.number(field));
                case INT32, UINT32 -> column.int32((int) record.number(field));
                default -> column.int64(record.number(field));
            }
        }
        int next = FIELDS.length;
        block.column(next++).int32(nodeId);
        block.column(next++).int16((int) epochDay);
        block.column(next++).bytes(raw, offset, length);
        block.column(next++).int64(fingerprint);
        ColumnBuffer runId = block.column(next++);
        runId.int64(run.id().getMostSignificantBits());
        runId.int64(run.id().getLeastSignificantBits());
        block.column(next).int64(run.version());
        block.endRow();
        count++;
        inBlock += length;
        if (inBlock >= BLOCK_BYTES) {
            compress();
        }
    }

    private void compress() {
        body.take(block);
        inBlock = 0;
    }

    int count() {
        return count;
    }

    /** Bytes that the rows take as the body of an insert, about. */
    long bytes() {
        return spool.size();
    }

    /** The rows as the compressed body of an insert, which the caller closes; there are none left then. */
    Spooled take() {
        if (block.rows() > 0) {
            compress();
        }
        count = 0;
        body.finish();
        return spool.take();
    }

    /** Gives up the rows. */
    void discard() throws IOException {
        body.discard();
        spool.discard();
    }
}
