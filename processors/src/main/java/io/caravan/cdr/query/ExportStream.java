package io.caravan.cdr.query;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way to a client. When it breaks off, the client's connection is broken too: a reply that ended in order would
 * look whole.
 */
final class ExportStream extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ExportStream.class);

    private final Runnable breakConnection;
    private volatile boolean abandoned;

    ExportStream(InputStream source, Runnable breakConnection) {
        super(source);
        this.breakConnection = breakConnection;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return abandoned ? -1 : super.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            if (abandoned) {
                return -1;
            }
            LOG.warn("An export broke off, and its client's connection with it: {}", e.getMessage());
            breakConnection.run();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** The client went away: the query ends with the connection to the store. */
    void abandon() {
        abandoned = true;
        try {
            close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The query of an export that nobody wants could not be ended", e);
        }
    }
}
