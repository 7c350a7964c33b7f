package io.caravan.cdr;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.caravan.clickhouse.block.Block;
import io.caravan.hub.deadletter.DeadLetter;

/**
 * A GetCdr reply as batches for the store, read as they are asked for: memory holds one batch, however long the reply.
 *
 * <p>The totals are those of the batches read so far. A reply that turns out to be an error or cut off throws a
 * {@link VosException} when it is reached; what was stored until then is replaced by the next pull.
 */
public final class CdrReply implements Iterator<CdrBatch> {

    private final VosReply reply;
    private final CdrRows rows;
    private final Window window;
    private final PullRun run;
    private final int batchRows;
    private Optional<VosReply.Item> next;
    private int chunk;
    private long records;
    private long rejectedRecords;
    private long holdTime;
    private BigDecimal fee = BigDecimal.ZERO;

    /** @param batchRows most records in one batch */
    public CdrReply(InputStream body, Window window, PullRun run, int batchRows) {
        this.reply = new VosReply(body, "infoCdrs");
        this.rows = new CdrRows(window, run);
        this.window = window;
        this.run = run;
        this.batchRows = batchRows;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            // Whoever asks again after a failure gets no second one.
            next = Optional.empty();
            next = reply.next();
        }
        return next.isPresent();
    }

    @Override
    public CdrBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Block block = rows.newBlock();
        List<DeadLetter> rejected = new ArrayList<>();
        while (hasNext() && block.rows() + rejected.size() < batchRows) {
            add(next.orElseThrow(), block, rejected);
            next = null;
        }
        records += block.rows();
        rejectedRecords += rejected.size();
        return new CdrBatch(block.toBytes(), block.rows(), token(), List.copyOf(rejected));
    }

    /** Records handed out for the store. */
    public long records() {
        return records;
    }

    /** Records that cannot be stored. */
    public long rejectedRecords() {
        return rejectedRecords;
    }

    /** Sum over the records handed out, seconds. */
    public long holdTime() {
        return holdTime;
    }

    /** Sum over the records handed out, in the node's currency. */
    public BigDecimal fee() {
        return fee;
    }

    private void add(VosReply.Item item, Block block, List<DeadLetter> rejected) {
        Object[] row;
        try {
            row = rows.row(item.json(), item.raw());
        } catch (BadRecordException e) {
            rejected.add(new DeadLetter(e.getMessage(), window.toString(), item.raw()));
            return;
        }
        block.add(row);
        holdTime += CdrRows.holdTime(row);
        fee = fee.add(CdrRows.fee(row));
    }

    private String token() {
        return "cdr:%d:%s:%s:%s:%d".formatted(window.node().id(), window.account(), window.day(), run.id(), chunk++);
    }
}
