package io.caravan.hub.health;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.log.Causes;

/**
 * Probes every dependency again and again, each in a thread of its own, so that the hub starts without them, tells which
 * one is missing, and goes on by itself when it is back.
 */
public final class DependencyMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyMonitor.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Dependency> dependencies;
    private final Clock clock;
    private final Map<String, DependencyState> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;

    public DependencyMonitor(List<Dependency> dependencies, Clock clock) {
        this.dependencies = List.copyOf(dependencies);
        this.clock = clock;
        this.threads = Executors.newScheduledThreadPool(Math.max(1, dependencies.size()), task -> {
            var thread = new Thread(task, "dependency-monitor");
            thread.setDaemon(true);
            return thread;
        });
        dependencies.forEach(d -> states.put(d.name(), DependencyState.unknown(d.name(), clock.instant())));
    }

    public void start() {
        dependencies.forEach(
                d -> threads.scheduleWithFixedDelay(() -> probe(d), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    public DependencyState state(String name) {
        return states.get(name);
    }

    /** All states, in the order of the dependencies. */
    public List<DependencyState> states() {
        return dependencies.stream().map(d -> states.get(d.name())).toList();
    }

    public boolean allUp() {
        return states().stream().allMatch(DependencyState::up);
    }

    /** Waits until every dependency is up; false when that takes longer than the limit. */
    public synchronized boolean awaitAllUp(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!allUp()) {
            long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (rest <= 0) {
                return false;
            }
            wait(rest);
        }
        return true;
    }

    private void probe(Dependency dependency) {
        DependencyState before = states.get(dependency.name());
        DependencyState after;
        try {
            dependency.probe();
            after = before.next(true, "", clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception | LinkageError e) {
            after = before.next(false, Causes.brief(e), clock.instant());
        }
        states.put(dependency.name(), after);
        report(before, after);
        synchronized (this) {
            notifyAll();
        }
    }

    private static void report(DependencyState before, DependencyState after) {
        if (after.up() && !before.up()) {
            LOG.info("{} is up", after.name());
        } else if (!after.up() && !after.problem().equals(before.problem())) {
            LOG.warn("{} is down: {}", after.name(), after.problem());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
