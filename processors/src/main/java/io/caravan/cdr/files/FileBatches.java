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

/** A file as batches for the store, read as they are asked for: memory holds one batch, however long the file. */
public final class FileBatches implements Iterator<CdrBatch>, Closeable {

    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final DroppedFile file;
    private final RecordSource source;
    private final LooseRecords records;
    private final int batchRows;
    private Optional<FileRecord> next;
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
        while (hasNext() && records.size() < batchRows && records.bytes() < MOST_BYTES) {
            add(next.orElseThrow());
            next = null;
        }
        return records.take(
                "cdr-file:%s:%s:%d".formatted(file.node().id(), file.run().id(), chunk++));
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
        source.close();
    }
}
