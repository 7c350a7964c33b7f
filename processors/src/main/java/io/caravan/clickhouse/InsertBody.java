package io.caravan.clickhouse;

import java.io.IOException;
import java.io.OutputStream;

/** The rows of one insert as bytes of its format; written piece by piece, so that memory does not grow with them. */
interface InsertBody {

    /** Whether {@link #writeTo} may be called again, and writes the same bytes. */
    boolean repeatable();

    /**
     * Writes all rows from the first on, and does not close the stream.
     *
     * @throws BodyReadException when the rows cannot be produced, as opposed to sent
     */
    void writeTo(OutputStream out) throws IOException;
}
