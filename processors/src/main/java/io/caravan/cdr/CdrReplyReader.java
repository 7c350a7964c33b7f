package io.caravan.cdr;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the records of a reply into batches, one after the other. */
final class CdrReplyReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(CdrReplyReader.class);

    private final VosReply reply;
    private final WindowPull pull;
    private final int batchRows;
    private final RecordScanner scanner = new RecordScanner();
    private final CdrRecord record = new CdrRecord();
    private final CdrRows rows;
    private final BatchRoom.Place place;
    private final Runnable read;
    private final Deque<CdrBatch> open = new ArrayDeque<>();
    private boolean ended;

    CdrReplyReader(InputStream body, WindowPull pull, int batchRows, BatchRoom.Place place, Runnable read) {
        this.reply = new VosReply(body, "infoCdrs");
        this.pull = pull;
        this.batchRows = batchRows;
        this.rows = pull.newRows();
        this.place = place;
        this.read = read;
    }

    /** @param isLast whether the reply has ended, and reports success */
    record Made(CdrBatch batch, boolean isLast) {}

    /** The next batch; there is none after the last one. The batch before the one that was made last is closed. */
    Optional<Made> next() {
        if (ended) {
            return Optional.empty();
        }
        boolean whole = false;
        try {
            place.reads(true);
            closeOpen(1);
            CdrBatch batch = keep(read());
            if (ended) {
                place.reads(false);
                reply.close();
                read.run();
            }
            whole = true;
            return Optional.of(new Made(batch, ended));
        } catch (IOException e) {
            throw new UncheckedIOException("the reply cannot be closed", e);
        } finally {
            if (!whole) {
                giveUp();
            }
        }
    }

    /** The reply cannot be read on. The batch that was made last may be in use. */
    private void giveUp() {
        try {
            rows.discard();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A batch that is given up could not be closed");
        } finally {
            abort();
        }
    }

    private CdrBatch read() {
        var batch = new GrowingBatch(rows);
        while (!ended && batch.size() < batchRows && !place.isEnough(batch)) {
            if (reply.advance()) {
                add(batch);
            } else {
                ended = true;
            }
        }
        return batch.finish(pull.nextToken());
    }

    private synchronized CdrBatch keep(CdrBatch batch) {
        open.add(batch);
        return batch;
    }

    private synchronized void closeOpen(int but) throws IOException {
        while (open.size() > but) {
            open.remove().close();
        }
    }

    private void add(GrowingBatch batch) {
        int length = scan();
        if (length < 0) {
            addByJackson(batch);
            return;
        }
        ReplyBuffer buffer = reply.buffer();
        try {
            pull.judge().accept(record, buffer.bytes(), buffer.begin(), length, batch);
        } catch (BadRecordException e) {
            var identity = new RecordJudge.Identity(record.number(CdrField.FLOW_NO), record.number(CdrField.START));
            pull.judge().reject(e, identity, buffer.copy(length), batch);
        }
        buffer.skip(length);
    }

    private int scan() {
        ReplyBuffer buffer = reply.buffer();
        int length = scanner.scan(buffer.bytes(), buffer.begin(), buffer.end(), record);
        // Twice as much each time, so that a huge record is not scanned over and over.
        while (length == RecordScanner.MORE && reply.fill(2 * (buffer.end() - buffer.begin()))) {
            length = scanner.scan(buffer.bytes(), buffer.begin(), buffer.end(), record);
        }
        return length;
    }

    private void addByJackson(GrowingBatch batch) {
        VosReply.Item item = reply.item();
        try {
            CdrFieldReader.read(item.json(), record);
            pull.judge().accept(record, item.raw(), 0, item.raw().length, batch);
        } catch (BadRecordException e) {
            pull.judge().reject(e, CdrFieldReader.identity(item.json()), item.raw(), batch);
        }
    }

    /** Gives up the rest of the reply, and its batches; also while another thread is reading it. */
    @Override
    public void close() {
        try {
            closeOpen(0);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A batch that is stored could not be closed");
        } finally {
            abort();
        }
    }

    private void abort() {
        place.reads(false);
        try {
            reply.abort();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A reply that is given up could not be closed");
        } finally {
            read.run();
        }
    }
}
