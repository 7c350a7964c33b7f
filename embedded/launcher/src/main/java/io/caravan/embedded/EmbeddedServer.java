package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One server as a process of its own. It can be stopped, or killed, and started again on the same data.
 *
 * <p>Safe for use by several threads; {@link #stop} and {@link #kill} end a start or a wait that another thread is in.
 */
public final class EmbeddedServer {

    /** Servers of a parent that was killed a moment ago are still on their way out. */
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(20);
    private static final int LOG_LINES_IN_MESSAGE = 8;

    private final ServerProgram program;
    private final Path data;
    private final ServerLog log;

    private volatile ServerProcess process;
    private volatile long startedAt;

    EmbeddedServer(Layout layout, ServerProgram program) {
        this.program = program;
        this.data = layout.dataOf(program.name());
        this.log = new ServerLog(data.resolve(program.name() + ".log"));
    }

    /** For example {@code kafka}. */
    public String name() {
        return program.name();
    }

    /** {@code 127.0.0.1:<port>} of the port that clients use; of ClickHouse the HTTP one. */
    public String address() {
        return program.ports().get(0).address();
    }

    /** The log of the running, or else the last, process. */
    public Path log() {
        return log.file();
    }

    public boolean running() {
        ServerProcess current = process;
        return current != null && current.running();
    }

    /**
     * The process id of the server itself.
     *
     * @throws IllegalStateException when it was never started
     */
    public long pid() {
        return started().process().pid();
    }

    /**
     * Starts the process and returns at once; see {@link #awaitReady}.
     *
     * @throws EmbeddedServerException when a port is taken, or something to start it from is missing
     * @throws IllegalStateException when it is running
     */
    public synchronized void start() {
        if (running()) {
            throw new IllegalStateException(name() + " is running already");
        }
        startedAt = System.nanoTime();
        try {
            for (Port port : program.ports()) {
                requireFree(port);
            }
            Files.createDirectories(data);
            log.rotate();
            process = ServerProcess.start(program.prepare(data), data, log.file());
        } catch (IOException e) {
            throw new EmbeddedServerException(name(), "cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server serves.
     *
     * @return the time since its start
     * @throws EmbeddedServerException when its process ends first, or does not serve in time
     */
    public Duration awaitReady(Duration limit) {
        Process current = started().process();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!serves()) {
            if (!current.isAlive()) {
                throw new EmbeddedServerException(
                        name(), "ended before it was ready, with exit value " + current.exitValue() + logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException(name(), "was not ready in " + limit.toSeconds() + " s" + logTail());
            }
            pause(current);
        }
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Asks the server to end, waits up to 10 s for it, and kills it if it has not. Does nothing when it was never started.
     *
     * @throws EmbeddedServerException when it does not end even when killed
     */
    public void stop() {
        end(ServerProcess::stop);
    }

    /**
     * Kills the process with SIGKILL and waits for its end; for tests of what survives.
     *
     * @throws EmbeddedServerException when it does not end
     */
    public void kill() {
        end(ServerProcess::kill);
    }

    private void end(Consumer<ServerProcess> how) {
        ServerProcess current = process;
        if (current == null) {
            return;
        }
        try {
            how.accept(current);
        } catch (IllegalStateException e) {
            throw new EmbeddedServerException(name(), e.getMessage(), e);
        }
    }

    private ServerProcess started() {
        ServerProcess current = process;
        if (current == null) {
            throw new IllegalStateException(name() + " was not started");
        }
        return current;
    }

    private void requireFree(Port port) throws IOException {
        long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
        while (!port.free()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        name(),
                        "port " + port.number() + " on " + Port.HOST
                                + " is taken by another process; end that one or set " + port.key()
                                + " to a free port");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new EmbeddedServerException(name(), "its start was interrupted");
            }
            LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
        }
    }

    private boolean serves() {
        try {
            return running() && program.ready();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void pause(Process current) {
        try {
            current.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(name(), "the wait for it was interrupted", e);
        }
    }

    private String logTail() {
        return "; the end of its log " + log.file() + ":\n" + log.tail(LOG_LINES_IN_MESSAGE);
    }
}
