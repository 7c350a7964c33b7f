package io.caravan.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import com.clickhouse.client.api.internal.ClickHouseLZ4InputStream;
import com.clickhouse.client.api.query.QueryResponse;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** A result as it comes from the server; gives the connection back at its end, and breaks it when closed before. */
final class QueryResultStream extends InputStream {

    private final QueryResponse response;
    private final InputStream in;
    private final UnaryOperator<Exception> translation;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean ended;
    private IOException failure;

    /** @param translation what a failure of the connection is for the caller */
    QueryResultStream(QueryResponse response, UnaryOperator<Exception> translation) {
        this.response = response;
        this.translation = translation;
        this.in = response.getInputStream();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (failure != null) {
            throw failure;
        }
        if (closed.get()) {
            throw new IOException("The query's answer was closed before its end");
        }
        try {
            int read = in.read(bytes, offset, length);
            ended = read < 0;
            if (ended && closed.compareAndSet(false, true)) {
                giveBack();
            }
            return read;
        } catch (IOException | RuntimeException e) {
            close();
            failure = new IOException(
                    "The query's answer broke off, what was read of it is not whole", translation.apply(e));
            throw failure;
        }
    }

    /** Does not read the rest, as the HTTP client would: it may be endless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            InputStream raw = in instanceof ClickHouseLZ4InputStream compressed ? compressed.getInputStream() : in;
            try {
                if (raw instanceof EofSensorInputStream connected) {
                    connected.abort();
                } else {
                    giveBack();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The query's connection cannot be given back", e);
            }
        }
    }

    private void giveBack() throws IOException {
        try {
            response.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
