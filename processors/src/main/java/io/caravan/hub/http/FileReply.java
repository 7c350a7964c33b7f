package io.caravan.hub.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file as the reply to a request, sent as it is read, no faster than the client takes it. When it breaks off, the client's
 * connection is broken too: a reply that ended in order would look whole.
 *
 * <p>It holds the calling thread to the end. Camel 4.18's own way of sending a stream does not, and never ends the exchange of
 * a client that went away while it was waited for.
 */
public final class FileReply {

    private static final Logger LOG = LoggerFactory.getLogger(FileReply.class);

    private static final int PIECE = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Duration patience;

    /** @param patience longest time in which the client takes nothing */
    public FileReply(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.response = request.response();
        this.patience = patience;
    }

    /**
     * Sends the file and closes it.
     *
     * @throws IOException when nothing of it could be read, and nothing was sent
     */
    public void send(InputStream file, String type, String disposition) throws IOException, InterruptedException {
        try (file) {
            byte[] piece = file.readNBytes(PIECE);
            response.setChunked(true).putHeader("Content-Type", type).putHeader("Content-Disposition", disposition);
            sendFrom(piece, file);
        }
    }

    private void sendFrom(byte[] first, InputStream file) throws InterruptedException {
        try {
            byte[] piece = first;
            while (piece.length > 0) {
                await(response.write(Buffer.buffer(piece)));
                piece = file.readNBytes(PIECE);
            }
            await(response.end());
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The client of a file went away", e);
            breakOff();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A file broke off, and its client's connection with it: {}", e.getMessage());
            breakOff();
        }
    }

    private void await(io.vertx.core.Future<Void> written)
            throws InterruptedException, ExecutionException, TimeoutException {
        written.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void breakOff() throws InterruptedException {
        try {
            await(request.connection().close());
            // Only now, when nobody receives it: so Camel sees that there is nothing left to reply.
            response.end();
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            LOG.debug("The connection of a file was closed already", e);
        }
    }
}
