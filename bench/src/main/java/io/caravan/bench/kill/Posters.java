package io.caravan.bench.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.caravan.bench.load.Events;
import io.caravan.bench.load.LoadResult;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Wait;

/** Clients that never give up: each sends a batch again until it is acknowledged, and only then the next one. */
final class Posters implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final int BATCH = 20;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicLong nextBatch = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Map<Integer, AtomicLong> replies = new ConcurrentSkipListMap<>();
    private final Events events;
    private final List<URI> targets;
    private final Duration interval;
    private volatile boolean ending;
    private Future<?>[] clients;

    /** @param rate events a second, all clients together */
    Posters(List<Hub> hubs, Events events, int rate) {
        this.events = events;
        this.targets = hubs.stream()
                .map(hub -> URI.create("http://127.0.0.1:" + hub.port() + "/api/v1/behaviors"))
                .toList();
        this.interval =
                Duration.ofSeconds(1).multipliedBy((long) BATCH * CLIENTS).dividedBy(rate);
    }

    void start() {
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> threads.submit(this::post))
                .toArray(Future<?>[]::new);
    }

    /**
     * Begins no further batch and waits for those under way.
     *
     * @return how many events were sent, numbered from 0
     * @throws IllegalStateException when a batch is not acknowledged in time
     */
    long finish(Duration limit) {
        ending = true;
        for (Future<?> client : clients) {
            try {
                client.get(limit.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a batch is not acknowledged, replies so far " + replies, e);
            }
        }
        return nextBatch.get() * BATCH;
    }

    /** Events that a reply acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** How often which status came back; 0 stands for no reply. */
    Map<Integer, AtomicLong> replies() {
        return replies;
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }

    private void post() {
        while (!ending) {
            String body = events.array(nextBatch.getAndIncrement() * BATCH, BATCH);
            while (!accepted(body)) {
                Wait.pause(PAUSE_AFTER_FAILURE);
            }
            acknowledged.addAndGet(BATCH);
            Wait.pause(interval);
        }
    }

    private boolean accepted(String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        targets.get(ThreadLocalRandom.current().nextInt(targets.size())))
                .header("Content-Type", "application/json")
                .timeout(REQUEST_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status;
        try {
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (IOException e) {
            // No reply: whether it was taken is not known, so it is sent again.
            status = 0;
        }
        replies.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
        return status == LoadResult.ACCEPTED;
    }
}
