package io.caravan.testing;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import static org.awaitility.Awaitility.await;

/**
 * Kills something again and again in the middle of its work, at moments that follow from a seed.
 *
 * @param seed decides the moments, as far as a machine can repeat them
 * @param steps a kill comes after 1 to so many further steps of the work
 * @param within and at most so long after the step
 */
public record KillLoop(long seed, int steps, Duration within) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is killed. */
    public interface Victim {
        /** Called before each kill; returns when the work goes on. */
        void start();

        void kill();
    }

    /**
     * Starts and kills; the victim is dead afterwards.
     *
     * @param progress counts the steps of the work; it must not go back
     */
    public void run(int kills, Victim victim, LongSupplier progress) {
        Random moments = new Random(seed);
        for (int i = 0; i < kills; i++) {
            victim.start();
            long target = progress.getAsLong() + 1 + moments.nextInt(steps);
            await("step " + target + " before kill " + (i + 1))
                    .atMost(PATIENCE)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> progress.getAsLong() >= target);
            // Anywhere between two steps, not only at their begin.
            LockSupport.parkNanos(moments.nextLong(within.toNanos()));
            victim.kill();
        }
    }
}
