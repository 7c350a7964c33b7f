package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process tied to this one by a {@link Guard}: it never outlives the JVM that starts it. */
public record ServerProcess(Process process) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Starts it and returns at once.
     *
     * @param command carries no secret, as every user of the machine can read it
     * @param folder what it runs in
     * @param log what it prints is added there
     */
    public static ServerProcess start(List<String> command, Path folder, Path log) throws IOException {
        return new ServerProcess(new ProcessBuilder(Guard.around(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Whether it has not ended yet. */
    public boolean running() {
        return process.isAlive();
    }

    /** Asks it to end, and kills it when it has not within 10 s. */
    public void stop() {
        // Not Process.destroy(): it closes the pipe that the guard watches, and so kills at once.
        process.toHandle().destroy();
        if (!ended()) {
            kill();
        }
    }

    /**
     * Kills it with SIGKILL.
     *
     * @throws IllegalStateException when it has not ended 10 s later
     */
    public void kill() {
        process.destroyForcibly();
        if (!ended()) {
            throw new IllegalStateException("process " + process.pid() + " does not end, even when killed");
        }
    }

    /** Waits for the end; bounded, and so not given up on an interrupt: no process is to be left behind. */
    private boolean ended() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
