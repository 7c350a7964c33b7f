package io.caravan.cdr.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipException;

import io.caravan.cdr.CdrBatch;
import io.caravan.cdr.LooseRecords;

/**
 * A file as batches for the store, read as they are asked for: one batch is kept, however long the file. It is closed when
 * the next one is asked for. An empty batch comes last: a split closes what it iterates over before it deals with the last.
 */
public final class FileBatches implements Iterator<CdrBatch>, Closeable {

    private static final long MOST_BYTES = 32L << 20;
    private static final long MOST_IN_MEMORY = 8L << 20;

    private final DroppedFile file;
    private final RecordSource source;
    private final LooseRecords records;
    private final int batchRows;
    private Optional<FileRecord> next;
    private CdrBatch last;
    private int chunk;

    FileBatches(DroppedFile file, RecordSource source, LooseRecords records, int batchRows) {
        this.file = file;
        this.source = source;
        this.records = records;
        this.batchRows = batchRows;
    }

    /** @throws FileFormatException when the rest of the file cannot be read */
    @Override
    public boolean hasNext() {
        return hasRecord() || last != null;
    }

    private boolean hasRecord() {
        if (next == null) {
            next = Optional.empty();
            next = read();
        }
        return next.isPresent();
    }

    @Override
    public CdrBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        closeLast();
        if (!hasRecord()) {
            return CdrBatch.empty();
        }
        while (hasRecord()
                && records.size() < batchRows
                && records.bytes() < MOST_BYTES
                && records.heapBytes() < MOST_IN_MEMORY) {
            add(next.orElseThrow());
            next = null;
        }
        last = records.take(
                "cdr-file:%s:%s:%d".formatted(file.node().id(), file.run().id(), chunk++));
        return last;
    }

    private void closeLast() {
        try {
            if (last != null) {
                last.close();
                last = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of " + file.path() + " cannot be closed", e);
        }
    }

    private void add(FileRecord record) {
        String from = "file " + file + ":" + record.line();
        if (record.fault().isEmpty()) {
            records.add(record.json(), record.raw(), from);
        } else {
            records.reject(record.fault(), record.raw(), from);
        }
    }

    private Optional<FileRecord> read() {
        try {
            return source.next();
        } catch (ZipException | EOFException e) {
            throw new FileFormatException("the compressed file is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }

    /** Records handed out for the store. */
    long rows() {
        return records.rows();
    }

    /** Records handed out as dead letters. */
    long rejected() {
        return records.rejected();
    }

    /** Records left out, since they stood in the file before. */
    long duplicates() {
        return records.duplicates();
    }

    List<LocalDate> days() {
        return records.days().stream().sorted().toList();
    }

    @Override
    public void close() throws IOException {
        closeLast();
        source.close();
    }
}
