package io.caravan.hub.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

import io.caravan.hub.log.Causes;

/** Stops what was started, the last first, when the process is told to end. */
final class Shutdown implements Runnable {

    private final PrintWriter out;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean stopping;

    Shutdown(PrintWriter out) {
        this.out = out;
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
            say("Stopping …");
        }
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                say("while stopping: " + Causes.brief(e));
            }
        }
        say("Stopped.");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
