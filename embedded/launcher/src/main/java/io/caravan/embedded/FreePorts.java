package io.caravan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on 127.0.0.1 that nobody listens on, for tests. */
public final class FreePorts {

    /**
     * Below the range that operating systems hand out for outgoing connections (from 32768 on Linux, 49152 elsewhere), so
     * that no client of another test takes the port while its server restarts.
     */
    private static final int FIRST = 15_000;

    /**
     * What each of the processes that run side by side picks from, by the system property {@code caravan.ports.slice}, 0 to 7:
     * the port of a server that is killed and starts again must not be taken meanwhile.
     */
    private static final int SLICE = 2_000;

    private static final int SLICES = 8;

    /**
     * Which place of the slice comes next. One after the other: a port that was given to a server which is not started yet, or has just
     * been killed, is not given to another one.
     */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(SLICE));

    private FreePorts() {}

    public static int one() {
        return take(1).get(0);
    }

    /** As many distinct free ports as asked for. */
    public static List<Integer> take(int count) {
        int first = FIRST + Integer.getInteger("caravan.ports.slice", 0) % SLICES * SLICE;
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            int candidate = first + Math.floorMod(NEXT.getAndIncrement(), SLICE);
            try {
                if (new Port(candidate, "a port for tests").free()) {
                    ports.add(candidate);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("No port can be bound on " + Port.HOST, e);
            }
        }
        return List.copyOf(ports);
    }
}
