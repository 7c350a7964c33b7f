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

    /** Bytes of records in a batch: several nodes at once must fit into a small heap. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final VosReply reply;
    private final CdrRows rows;
    private final Window window;
    private final PullRun run;
    private final int batchRows;
    private final FlowNumbers flowNumbers = new FlowNumbers();
    private Optional<VosReply.Item> next;
    private int chunk;
    private long records;
    private long rejectedRecords;
    private long repeatedRecords;
    private long recordsOfOtherDays;
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
        long bytes = 0;
        while (hasNext() && block.rows() + rejected.size() < batchRows && bytes < MOST_BYTES) {
            VosReply.Item item = next.orElseThrow();
            add(item, block, rejected);
            bytes += item.raw().length;
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

    /** Records that the reply held once more, byte for byte: left out. */
    public long repeatedRecords() {
        return repeatedRecords;
    }

    /** Records handed out whose start lies on another day than the window's: a hint that the node's zone is wrong. */
    public long recordsOfOtherDays() {
        return recordsOfOtherDays;
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
            if (repeats(row, item.raw())) {
                repeatedRecords++;
                return;
            }
        } catch (BadRecordException e) {
            rejected.add(new DeadLetter(e.getMessage(), window.toString(), item.raw()));
            return;
        }
        block.add(row);
        recordsOfOtherDays += CdrRows.day(row).equals(window.day()) ? 0 : 1;
        holdTime += CdrRows.holdTime(row);
        fee = fee.add(CdrRows.fee(row));
    }

    /** The store keeps one record for each flow number, so that a second one must not be counted. */
    private boolean repeats(Object[] row, byte[] raw) {
        return switch (flowNumbers.see(CdrRows.flowNo(row), raw)) {
            case NEW -> false;
            case REPEATED -> true;
            case CONFLICTING ->
                throw new BadRecordException("flowNo: stands twice in the reply, this time with other content");
        };
    }

    private String token() {
        return "cdr:%d:%s:%s:%s:%d".formatted(window.node().id(), window.account(), window.day(), run.id(), chunk++);
    }
}
