package io.caravan.testing;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.caravan.testing.EventMaker.Made;

/**
 * Posts events from several threads, sends a request again until it is accepted, and knows which events were. Every event
 * has an id of the client's own, so that a repeated one is the same event.
 */
public final class SteadyClient implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HubProcess hub;
    private final int eventsInRequest;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private volatile boolean stopped;

    public SteadyClient(HubProcess hub, int threads, int eventsInRequest) {
        this.hub = hub;
        this.eventsInRequest = eventsInRequest;
        this.threads = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            var events = new EventMaker(i, "steady" + i, Instant.now());
            this.threads.execute(() -> run(events));
        }
    }

    /** Ids of the events that the hub has answered 202 for. */
    public Set<String> acknowledged() {
        return acknowledged;
    }

    /** Ids of all events that were ever on the way, accepted or not. */
    public Set<String> sent() {
        return sent;
    }

    /** Ends after the requests under way; what is not accepted by then never was. */
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a request has no answer for 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void run(EventMaker events) {
        while (!stopped) {
            List<Made> batch = events.make(eventsInRequest);
            List<String> ids = batch.stream().map(Made::id).toList();
            sent.addAll(ids);
            String body = EventMaker.array(batch);
            while (!accepted(body) && !stopped) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            if (!stopped) {
                acknowledged.addAll(ids);
            }
        }
    }

    private boolean accepted(String body) {
        try {
            HttpResponse<String> reply = hub.send(HttpRequest.newBuilder(hub.api("/api/v1/behaviors"))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            if (reply.statusCode() == 202 || reply.statusCode() == 503) {
                return reply.statusCode() == 202;
            }
            throw new IllegalStateException("unexpected reply " + reply.statusCode() + ": " + reply.body());
        } catch (UncheckedIOException killed) {
            return false;
        }
    }
}
