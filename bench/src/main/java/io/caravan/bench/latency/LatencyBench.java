package io.caravan.bench.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.load.Events;
import io.caravan.bench.load.Latencies;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;
import io.caravan.embedded.RedisServer;
import io.caravan.embedded.RedisSettings;

/** From the request to where the event can be seen. */
@Command(
        name = "latency",
        description = "Measures how soon events show in Redis and ClickHouse while others come in at a steady rate.")
public final class LatencyBench extends BenchCommand {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int REQUESTS_A_SECOND = 50;
    /** Between two looks: what looking costs the servers is not the hub's. */
    private static final long REDIS_LOOK_MICROS = 10_000;

    private static final long CLICKHOUSE_LOOK_MICROS = 100_000;
    private static final int REDIS_LIMIT_MICROS = 200_000;
    private static final int CLICKHOUSE_LIMIT_MICROS = 1_500_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Events a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "Length of the run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "60",
            description = "What is sent before, and does not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.start(run);
        int redisPort = FreePorts.one();
        EmbeddedServer redis = RedisServer.create(
                new Layout(run.home(), run.folder().resolve("redis")),
                new RedisSettings(new Port(redisPort, "a port of the bench")));
        redis.start();
        run.add(redis::stop);
        redis.awaitReady(Servers.READY_LIMIT);
        Project project =
                Project.copy(run.home(), run.folder().resolve("project")).without("routes/cdr");
        Hub hub = run.add(new Hub(run, project.home())
                        .with(servers)
                        .set("caravan.redis.address", "127.0.0.1:" + redisPort))
                .start();
        run.say("hub ready after " + Figures.seconds(Figures.seconds(hub.awaitReady(LIMIT))));

        Sql sql = servers.sql();
        var inClickHouse = new Probes(
                CLICKHOUSE_LOOK_MICROS,
                waiting -> sql.column(
                        "SELECT DISTINCT user_id FROM " + Hub.DATABASE + ".user_behaviors WHERE tenant_id = 'probe'"));
        try (var client = new Jedis("127.0.0.1", redisPort)) {
            var inRedis = new Probes(REDIS_LOOK_MICROS, waiting -> recent(client, waiting));
            send(hub, warmUp, "warm", List.of(), run);
            List<Probes> places = List.of(inClickHouse, inRedis);
            ScheduledExecutorService looks = Executors.newScheduledThreadPool(places.size());
            try {
                places.forEach(place ->
                        looks.scheduleWithFixedDelay(place::look, 0, place.intervalMicros(), TimeUnit.MICROSECONDS));
                send(hub, seconds, "probe", places, run);
                Wait.until("the probes", LIMIT, () -> inClickHouse.allSeen() && inRedis.allSeen());
            } finally {
                looks.shutdown();
                looks.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            long sent = accepted.get();
            Wait.until(
                    "all events in ClickHouse",
                    LIMIT,
                    () -> sql.number("SELECT count() FROM " + Hub.DATABASE + ".user_behaviors") >= sent);
            // What was stored but not acknowledged in time may be more; never less.
            long stored = sql.number("SELECT count() FROM " + Hub.DATABASE + ".user_behaviors");
            run.check("acknowledged events stored", sent, Math.min(sent, stored));
            run.check("probes seen in ClickHouse", true, inClickHouse.allSeen());
            run.add(new Table("from request to visible", "p50", "p95", "p99", "limit of p95", "")
                    .row(cells("Redis", inRedis.latencies(), REDIS_LIMIT_MICROS))
                    .row(cells("ClickHouse", inClickHouse.latencies(), CLICKHOUSE_LIMIT_MICROS)));
        }
    }

    private static String[] cells(String where, Latencies seen, int limit) {
        return new String[] {
            where,
            Figures.millis(seen.percentile(0.5)),
            Figures.millis(seen.percentile(0.95)),
            Figures.millis(seen.percentile(0.99)),
            Figures.millis(limit),
            seen.percentile(0.95) <= limit ? "kept" : "NOT KEPT"
        };
    }

    private static Collection<String> recent(Jedis client, Collection<String> users) {
        Map<String, Response<Boolean>> answers = new HashMap<>();
        try (Pipeline pipeline = client.pipelined()) {
            users.forEach(user -> answers.put(user, pipeline.exists("recent:probe:" + user)));
        }
        return users.stream().filter(user -> answers.get(user).get()).toList();
    }

    /** Sends at the rate whatever the answers do. */
    private void send(Hub hub, int duration, String prefix, List<Probes> places, Run run) {
        int size = Math.max(1, rate / REQUESTS_A_SECOND);
        var request = new AtomicLong();
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        try {
            sender.scheduleAtFixedRate(
                    () -> post(hub, request.getAndIncrement(), size, prefix, places),
                    0,
                    TimeUnit.SECONDS.toMicros(1) / REQUESTS_A_SECOND,
                    TimeUnit.MICROSECONDS);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(duration));
        } finally {
            sender.shutdown();
        }
        try {
            sender.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Wait.until("all answers", LIMIT, () -> unanswered.get() == 0);
        run.say(Figures.number(request.get() * size / (double) Math.max(1, duration)) + " events/s sent for " + duration
                + " s");
    }

    private void post(Hub hub, long number, int size, String prefix, List<Probes> places) {
        var events = new Events(prefix + "-", System.currentTimeMillis());
        String user = prefix + number;
        String probe = events.json(number * size)
                .replaceFirst("\"tenant_id\":\"[^\"]*\"", "\"tenant_id\":\"probe\"")
                .replaceFirst("\"user_id\":\"[^\"]*\"", "\"user_id\":\"" + user + "\"");
        String rest =
                size == 1 ? "[" : events.array(number * size + 1, size - 1).replaceFirst("]$", ",");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1/behaviors"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rest + probe + "]"))
                .build();
        long sentAt = System.nanoTime();
        unanswered.incrementAndGet();
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() == 202) {
                accepted.addAndGet(size);
                places.forEach(place -> place.sent(user, sentAt));
            }
            unanswered.decrementAndGet();
        });
    }
}
