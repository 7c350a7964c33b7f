package io.caravan.cdr.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The records of a file, one after the other. */
interface RecordSource extends Closeable {

    /**
     * Empty at the end of the file.
     *
     * @throws FileFormatException when the rest of the file cannot be read
     */
    Optional<FileRecord> next() throws IOException;
}
