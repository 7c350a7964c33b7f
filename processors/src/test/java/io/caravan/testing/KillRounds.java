package io.caravan.testing;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import static org.awaitility.Awaitility.await;

/** Kills something at random moments while events flow, and then compares what was acknowledged with what is stored. */
public final class KillRounds {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final BehaviorHub hub;
    private final Random random;

    /** @param hub that serves */
    public KillRounds(BehaviorHub hub, Random random) {
        this.hub = hub;
        this.random = random;
    }

    /**
     * What the rounds did to the events.
     *
     * @param acknowledged how many the client got a 202 for
     * @param missing acknowledged ones that are not stored
     * @param repeated those that readers see more than once
     * @param strange those that are stored and were never sent
     */
    public record Outcome(int acknowledged, Set<String> missing, Set<String> repeated, Set<String> strange) {}

    /**
     * Lets events flow from two clients.
     *
     * @param rounds how many kills
     * @param most a kill comes after fewer than so many more acknowledged events
     * @param killAndStartAgain returns when the killed one has been started again; it need not serve yet
     */
    public Outcome run(int rounds, int most, Runnable killAndStartAgain) {
        try (var client = new SteadyClient(hub.process(), 2, 50)) {
            for (int round = 0; round < rounds; round++) {
                awaitStoring();
                awaitAcknowledged(client, 1 + random.nextInt(most));
                killAndStartAgain.run();
            }
            awaitAcknowledged(client, 100);
            client.close();
            return outcome(client);
        }
    }

    /** A killed consumer keeps its partitions for a while; a kill in that time would hit nothing. */
    private void awaitStoring() {
        var first = new AtomicLong(-1);
        await("events are being stored")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    long stored = hub.stored();
                    first.compareAndSet(-1, stored);
                    return stored > first.get();
                });
    }

    private static void awaitAcknowledged(SteadyClient client, int more) {
        int wanted = client.acknowledged().size() + more;
        await("events acknowledged")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> client.acknowledged().size() >= wanted);
    }

    private Outcome outcome(SteadyClient client) {
        await("all records dealt with")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(hub::done);
        Set<String> missing = new HashSet<>(client.acknowledged());
        List<String> stored = hub.sql().lines("SELECT event_id FROM user_behaviors_current");
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        stored.forEach(id -> {
            missing.remove(id);
            if (!seen.add(id)) {
                repeated.add(id);
            }
        });
        seen.removeAll(client.sent());
        return new Outcome(client.acknowledged().size(), missing, repeated, seen);
    }
}
