package io.caravan.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Closed-loop clients: each sends its next request when the last one is answered. All on one thread. */
public final class HttpLoad implements AutoCloseable {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final String path;
    private final List<Buffer> bodies;

    /** @param bodies taken in turn */
    public HttpLoad(String path, List<String> bodies) {
        this.path = path;
        this.bodies = bodies.stream().map(Buffer::buffer).toList();
    }

    /** Sends for that long, and waits for the replies that are still out. */
    public LoadResult run(int port, int clients, Duration duration) {
        return run(port, clients, duration, 0);
    }

    /** Sends so many requests a second, as long as the answers come soon enough; 0 for as many as can be. */
    public LoadResult run(int port, int clients, Duration duration, double requestsPerSecond) {
        long interval = requestsPerSecond > 0 ? Math.round(clients * 1e9 / requestsPerSecond) : 0;
        var round = new Round(port, clients, duration, interval);
        vertx.runOnContext(ignored -> round.begin());
        try {
            return round.result.get(duration.plus(REQUEST_LIMIT).toSeconds() + 5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the clients did not come to an end", e);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** Lives on the event loop alone. */
    private final class Round {

        private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
        private final Map<Integer, Long> replies = new TreeMap<>();
        private final Latencies latencies = new Latencies();
        private final RequestOptions target;
        private final Duration duration;
        private final long interval;
        private final HttpClient http;
        private long startedAt;
        private int working;
        private int next;

        /** @param interval nanoseconds between two requests of one client */
        Round(int port, int clients, Duration duration, long interval) {
            this.interval = interval;
            this.working = clients;
            this.duration = duration;
            target = new RequestOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI(path)
                    .setMethod(HttpMethod.POST)
                    .setTimeout(REQUEST_LIMIT.toMillis())
                    .putHeader("Content-Type", "application/json");
            http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(clients));
        }

        void begin() {
            startedAt = System.nanoTime();
            int clients = working;
            for (int i = 0; i < clients; i++) {
                send();
            }
        }

        private void send() {
            long sentAt = System.nanoTime();
            if (sentAt - startedAt >= duration.toNanos()) {
                end();
                return;
            }
            Buffer body = bodies.get(next++ % bodies.size());
            http.request(target)
                    .compose(request -> request.send(body))
                    .compose(response -> response.end().map(done -> response.statusCode()))
                    .otherwise(0)
                    .onSuccess(status -> answered(status, sentAt));
        }

        private void answered(int status, long sentAt) {
            replies.merge(status, 1L, Long::sum);
            if (status == LoadResult.ACCEPTED) {
                latencies.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sentAt));
            }
            long rest = TimeUnit.NANOSECONDS.toMillis(interval - (System.nanoTime() - sentAt));
            if (rest > 0) {
                vertx.setTimer(rest, ignored -> send());
            } else {
                // Not within this call: refused connections would answer at once, deeper and deeper.
                vertx.runOnContext(ignored -> send());
            }
        }

        private void end() {
            if (--working == 0) {
                Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
                http.close();
                result.complete(new LoadResult(took, replies, latencies));
            }
        }
    }
}
