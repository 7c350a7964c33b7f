package io.caravan.behavior.proof;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.behavior.realtime.RealtimeTruth;
import io.caravan.testing.HubProcess;
import io.caravan.testing.Problems;

/**
 * Clients that do it right: what is not acknowledged they send again, to any hub, until it is; and they go on to the next
 * request only then. Some of their events are bad, and some requests they send again although they were acknowledged.
 */
final class Clients implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final int MOST_EVENTS = 30;
    private static final int MINUTES = 40;
    private static final double BAD = 0.3;
    private static final double TWICE = 0.2;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Between two requests of a client: a fast machine is not to take more than the hub can store in small ranges meanwhile. */
    private static final Duration PACE = Duration.ofMillis(60);

    private final List<HubProcess> hubs;
    private final List<RealtimeTruth> truths;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final Map<String, String> rejected = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private volatile boolean ending;

    /** @param truths makes the events, a tenant each */
    Clients(List<HubProcess> hubs, List<RealtimeTruth> truths, long seed) {
        this.hubs = hubs;
        this.truths = truths;
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(seed + i);
            String name = "bad-" + seed + "-" + i + "-";
            clients.add(threads.submit(() -> run(random, new BadEvents(name))));
        }
    }

    /** Good events that were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Events that were sent again although they had been acknowledged, or stood twice in a request. */
    long repeated() {
        return repeated.get();
    }

    /** The reason of each bad event, by its text. */
    Map<String, String> rejected() {
        return rejected;
    }

    /** Begins nothing new; returns when all that was sent is acknowledged. */
    void finish() {
        ending = true;
        for (Future<?> client : clients) {
            try {
                client.get(4, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("not all events are acknowledged", e);
            }
        }
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }

    private void run(Random random, BadEvents bad) {
        Deque<List<String>> earlier = new ArrayDeque<>();
        while (!ending) {
            List<RealtimeTruth.Event> events =
                    truths.get(random.nextInt(truths.size())).happen(1 + random.nextInt(MOST_EVENTS), MINUTES);
            List<String> texts = new ArrayList<>(
                    events.stream().map(RealtimeTruth.Event::json).toList());
            if (random.nextDouble() < TWICE) {
                texts.add(texts.get(random.nextInt(texts.size())));
                repeated.incrementAndGet();
            }
            while (random.nextDouble() < BAD) {
                BadEvents.Bad one = bad.next(random);
                rejected.put(one.json(), one.reason());
                texts.add(random.nextInt(texts.size() + 1), one.json());
            }
            postUntilAcknowledged(texts, random);
            acknowledged.addAndGet(events.size());
            if (random.nextDouble() < TWICE) {
                earlier.add(events.stream().map(RealtimeTruth.Event::json).toList());
            }
            if (earlier.size() > random.nextInt(10)) {
                List<String> again = earlier.remove();
                postUntilAcknowledged(again, random);
                repeated.addAndGet(again.size());
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private void postUntilAcknowledged(List<String> texts, Random random) {
        while (!acknowledged(texts, hubs.get(random.nextInt(hubs.size())))) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the test is over");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean acknowledged(List<String> texts, HubProcess hub) {
        HttpResponse<String> reply;
        try {
            reply = hub.send(HttpRequest.newBuilder(hub.api("/api/v1/behaviors"))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(15))
                    .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", texts) + "]"))
                    .build());
        } catch (UncheckedIOException killed) {
            return false;
        }
        if (reply.statusCode() == 503) {
            return false;
        }
        if (reply.statusCode() != 202) {
            throw new IllegalStateException("unexpected reply " + reply.statusCode() + ": " + reply.body());
        }
        JsonNode verdicts = Problems.json(reply.body()).path("events");
        for (int i = 0; i < texts.size(); i++) {
            String reason = verdicts.path(i).path("reason").textValue();
            String wanted = rejected.get(texts.get(i));
            if (wanted == null ? reason != null : !wanted.equals(reason)) {
                throw new IllegalStateException(texts.get(i) + " is told " + verdicts.path(i));
            }
        }
        return true;
    }
}
