package io.caravan.clickhouse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.clickhouse.client.api.query.QueryResponse;

/** A result as it comes from the server; gives the connection back at its end, when it fails, or when it is closed. */
final class QueryResultStream extends FilterInputStream {

    private final QueryResponse response;
    private final AtomicBoolean closed = new AtomicBoolean();

    QueryResultStream(QueryResponse response) {
        super(response.getInputStream());
        this.response = response;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (closed.get()) {
            return -1;
        }
        try {
            int read = super.read(bytes, offset, length);
            if (read < 0) {
                close();
            }
            return read;
        } catch (IOException | RuntimeException e) {
            close();
            throw new IOException(
                    "The query's answer broke off, what was read of it is not whole: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                response.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException("The query's connection cannot be given back", e);
            }
        }
    }
}
