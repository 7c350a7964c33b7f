package io.caravan.hub.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.health.DependencyState;

/**
 * Refuses requests that need a server which is away, so that they do not wait for it: a waiting request holds a thread of
 * the HTTP server, and the other endpoints need those too. Until the server's absence is noticed, only a part of the
 * threads may wait.
 */
public final class ServerGate {

    private static final long PATIENCE_MILLIS = 200;

    private final String server;
    private final DependencyMonitor monitor;
    private final Semaphore places;

    /**
     * @param server the dependency
     * @param places how many requests may be under way at the same time
     */
    public ServerGate(String server, DependencyMonitor monitor, int places) {
        this.server = server;
        this.monitor = monitor;
        this.places = new Semaphore(places);
    }

    /**
     * Lets the request in; its place is free again when it has been answered.
     *
     * @throws ProblemException 503 when the hub has no such server, it is away, or too many requests wait for it
     */
    public void enter(Exchange exchange) throws InterruptedException {
        DependencyState state = monitor.state(server);
        if (state == null || !state.up()) {
            throw new ProblemException(Problem.unavailable(server));
        }
        if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new ProblemException(Problem.of(
                            503,
                            "too-busy",
                            "The hub has too many requests under way",
                            "Nothing was accepted. Send the request again later.")
                    .retryAfter(1));
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                places.release();
            }

            /** Work that the request leaves behind in a queue does not keep the place. */
            @Override
            public boolean allowHandover() {
                return false;
            }
        });
    }
}
