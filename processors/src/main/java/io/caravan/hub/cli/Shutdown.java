package io.caravan.hub.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import io.caravan.hub.log.Causes;

/** Stops what was started, the last first, when the process is told to end. */
final class Shutdown implements Runnable {

    private final Consumer<String> say;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean stopping;

    /** @param say tells the operator a line */
    Shutdown(Consumer<String> say) {
        this.say = say;
    }

    /** From now on this is stopped too. */
    synchronized <T extends AutoCloseable> T add(T service) {
        if (stopping) {
            throw new IllegalStateException("stopping already");
        }
        started.push(service);
        return service;
    }

    @Override
    public void run() {
        synchronized (this) {
            stopping = true;
        }
        if (!started.isEmpty()) {
            say.accept("Stopping …");
        }
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                say.accept("while stopping: " + Causes.brief(e));
            }
        }
        say.accept("Stopped.");
    }
}
