package io.caravan.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A set of servers that start, and end, together.
 *
 * <p>{@link #close} may come at any time from any thread, also from a shutdown hook while {@link #start} is at work.
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Is told how the start goes, by several threads. */
    public interface Listener {

        void starting(String server);

        void ready(String server, Duration took);
    }

    private final List<EmbeddedServer> servers;
    private final Listener listener;

    private volatile boolean closed;

    public EmbeddedServers(List<EmbeddedServer> servers, Listener listener) {
        this.servers = List.copyOf(servers);
        this.listener = listener;
    }

    /**
     * Starts all at the same time and returns when all are ready.
     *
     * @throws EmbeddedServerException the first failure; the others are stopped by then
     */
    public EmbeddedServers start() {
        try {
            onEach(this::startOne);
            return this;
        } catch (EmbeddedServerException e) {
            try {
                close();
            } catch (EmbeddedServerException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /**
     * Stops all at the same time and waits for their end.
     *
     * @throws EmbeddedServerException when one does not end even when killed
     */
    @Override
    public void close() {
        closed = true;
        onEach(EmbeddedServer::stop);
    }

    private void startOne(EmbeddedServer server) {
        listener.starting(server.name());
        server.start();
        if (closed) {
            // The others were closed while this one began.
            server.stop();
            throw new EmbeddedServerException(server.name(), "was closed while it started");
        }
        listener.ready(server.name(), server.awaitReady(START_LIMIT));
    }

    /** Does the same with every server at once; the first failure ends the wait, and interrupts the others. */
    private void onEach(Consumer<EmbeddedServer> action) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, servers.size()));
        try {
            var results = new ExecutorCompletionService<Void>(threads);
            servers.forEach(server -> results.submit(() -> action.accept(server), null));
            for (int i = 0; i < servers.size(); i++) {
                results.take().get();
            }
        } catch (ExecutionException e) {
            throw asServerException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("servers", "interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static EmbeddedServerException asServerException(Throwable cause) {
        return cause instanceof EmbeddedServerException known
                ? known
                : new EmbeddedServerException("servers", String.valueOf(cause), cause);
    }
}
