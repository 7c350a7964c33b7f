package io.caravan.hub.routes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks for one page without a pause, and remembers when it was not answered as expected. */
final class Visitor implements AutoCloseable {
    private record Miss(long nanos, String answer) {}

    private final List<Miss> misses = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean done;
    private volatile int visits;

    Visitor(TestHub hub, String path, String... expected) {
        Set<String> good = Set.of(expected);
        thread = new Thread(
                () -> {
                    while (!done) {
                        String answer = hub.get(path);
                        if (!good.contains(answer)) {
                            misses.add(new Miss(System.nanoTime(), answer));
                        }
                        visits = visits + 1;
                    }
                },
                "visitor");
        thread.start();
    }

    /** @param gap how long at most, once, the page may have been missing */
    void assertAnsweredAlwaysExceptDuring(Duration gap) {
        assertThat(visits).isGreaterThan(10);
        if (gap.isZero()) {
            assertThat(misses).isEmpty();
        } else if (!misses.isEmpty()) {
            long nanos = misses.get(misses.size() - 1).nanos() - misses.get(0).nanos();
            assertThat(Duration.ofNanos(nanos)).isLessThan(gap);
        }
    }

    @Override
    public void close() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
