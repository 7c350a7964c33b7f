package io.caravan.cdr;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final BatchRoom room;
    private final Runnable read;
    private final AtomicBoolean inRoom = new AtomicBoolean();
    private int batches;
    private boolean begun;
    private boolean ended;

    CdrReplyReader(InputStream body, WindowPull pull, int batchRows, BatchRoom room, Runnable read) {
        this.reply = new VosReply(body, "infoCdrs");
        this.pull = pull;
        this.batchRows = batchRows;
        this.rows = pull.newRows();
        this.room = room;
        this.read = read;
    }

    /** Empty at the end of a reply that reports success. */
    Optional<CdrBatch> next() {
        boolean whole = false;
        try {
            enter();
            Optional<CdrBatch> batch = ended ? Optional.empty() : read();
            if (ended) {
                leave();
                reply.close();
                read.run();
            }
            whole = true;
            return batch;
        } catch (IOException e) {
            throw new UncheckedIOException("the reply cannot be closed", e);
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private Optional<CdrBatch> read() {
        var batch = new GrowingBatch(rows);
        boolean any = false;
        while (!ended && batch.size() < batchRows && batch.bytes() < room.bytes(batches)) {
            if (reply.advance()) {
                any = true;
                add(batch);
            } else {
                ended = true;
            }
        }
        batches++;
        return any ? Optional.of(batch.finish(pull.nextToken())) : Optional.empty();
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

    /** Gives up the rest of the reply; also while another thread is reading it. */
    @Override
    public void close() {
        leave();
        try {
            reply.abort();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A reply that is given up could not be closed");
        } finally {
            read.run();
        }
    }

    private void enter() {
        if (!begun) {
            begun = true;
            inRoom.set(true);
            room.enter();
        }
    }

    private void leave() {
        if (inRoom.compareAndSet(true, false)) {
            room.leave();
        }
    }
}
