package io.caravan.bench.intake;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.caravan.bench.Run;
import io.caravan.bench.load.HttpLoad;
import io.caravan.bench.load.LoadResult;
import io.caravan.bench.load.Topic;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Memory;

/** Far more clients than the hub can serve: its memory must stay flat, and what it acknowledged must be there. */
record Overload(Hub hub, int clients, Duration duration) {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    Table run(Run run, Topic topic, String path, List<String> bodies, int size) {
        long pid = hub.process().pid();
        long recordsBefore = topic.records();
        long before = Memory.resident(pid);
        var highest = new AtomicLong();
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
        LoadResult result;
        try (var load = new HttpLoad(path, bodies)) {
            sampler.scheduleAtFixedRate(
                    () -> highest.accumulateAndGet(Memory.resident(pid), Math::max),
                    0,
                    INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
            result = load.run(hub.port(), clients, duration);
        } finally {
            sampler.shutdownNow();
        }
        String replies = new TreeMap<>(result.replies())
                .entrySet().stream()
                        .map(reply -> (reply.getKey() == 0 ? "none" : reply.getKey()) + ": "
                                + Figures.number(reply.getValue()))
                        .collect(Collectors.joining(", "));
        run.say("overload by " + clients + " clients, replies " + replies);
        run.check("overload: the hub lives", true, hub.process().running());
        long stored = topic.records() - recordsBefore;
        // What was stored but not acknowledged in time may be more; never less.
        run.check(
                "overload: acknowledged events in Kafka",
                result.accepted() * size,
                Math.min(stored, result.accepted() * size));
        return new Table(
                        "overload, " + size + "-event batches",
                        "events/s",
                        "p99",
                        "memory before",
                        "highest",
                        "replies")
                .row(
                        clients + " clients",
                        Figures.number(Figures.rate(result.accepted() * size, result.took())),
                        Figures.millis(result.latencies().percentile(0.99)),
                        Figures.megabytes(before),
                        Figures.megabytes(highest.get()),
                        replies);
    }
}
