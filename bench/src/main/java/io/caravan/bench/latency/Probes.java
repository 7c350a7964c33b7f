package io.caravan.bench.latency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.caravan.bench.load.Latencies;

/** Events that are looked for in one place, each from when it was sent until it is seen. */
final class Probes {

    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();
    private final long intervalMicros;
    private final Function<Collection<String>, Collection<String>> look;

    /**
     * @param intervalMicros between two looks; latencies are too long by at most that
     * @param look tells which of these users' events are there; others may be among them
     */
    Probes(long intervalMicros, Function<Collection<String>, Collection<String>> look) {
        this.intervalMicros = intervalMicros;
        this.look = look;
    }

    long intervalMicros() {
        return intervalMicros;
    }

    void sent(String user, long nanoTime) {
        sentAt.put(user, nanoTime);
    }

    boolean allSeen() {
        return sentAt.isEmpty();
    }

    /** Looks once. */
    void look() {
        List<String> waiting = new ArrayList<>(sentAt.keySet());
        if (waiting.isEmpty()) {
            return;
        }
        Collection<String> seen = look.apply(waiting);
        long now = System.nanoTime();
        for (String user : seen) {
            Long sent = sentAt.remove(user);
            if (sent != null) {
                latencies.add(TimeUnit.NANOSECONDS.toMicros(now - sent));
            }
        }
    }

    /** Asked for when everything is over. */
    Latencies latencies() {
        return latencies;
    }
}
