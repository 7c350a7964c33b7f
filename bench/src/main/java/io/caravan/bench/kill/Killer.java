package io.caravan.bench.kill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.caravan.bench.Run;
import io.caravan.bench.load.Vos;
import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Wait;

/** Kills at random, one or now and then two at once, and starts again what it killed. */
final class Killer {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final int LEAST_ALIVE_MILLIS = 1_000;
    private static final int MOST_ALIVE_MILLIS = 8_000;
    private static final int MOST_DEAD_MILLIS = 4_000;
    private static final double TWO_AT_ONCE = 0.2;
    /** The simulator knows no more. */
    private static final int MOST_REVISIONS = 60;

    private final Run run;
    private final List<Hub> hubs;
    private final Servers servers;
    private final Vos vos;
    private final Random random;
    private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
    private int revision;

    /** @param random decides everything that is left to chance */
    Killer(Run run, List<Hub> hubs, Servers servers, Vos vos, Random random) {
        this.run = run;
        this.hubs = hubs;
        this.servers = servers;
        this.vos = vos;
        this.random = random;
    }

    /** Returns with everything running and ready, after at least one kill. */
    void kill(List<Victim> candidates, Duration duration) throws IOException {
        long deadline = System.nanoTime() + duration.toNanos();
        do {
            Wait.pause(Duration.ofMillis(random.nextInt(LEAST_ALIVE_MILLIS, MOST_ALIVE_MILLIS)));
            List<Victim> victims = choose(candidates);
            // One hub alone takes no choice, so that a seed means the same as ever.
            Hub hub = hubs.size() == 1 ? hubs.get(0) : hubs.get(random.nextInt(hubs.size()));
            victims.forEach(victim -> victim.kill(hub, servers));
            Wait.pause(Duration.ofMillis(random.nextInt(MOST_DEAD_MILLIS)));
            for (Victim victim : victims) {
                victim.start(hub, servers);
                kills.merge(victim, 1, Integer::sum);
            }
            long startedAt = System.nanoTime();
            hubs.forEach(each -> each.awaitReady(READY_LIMIT));
            run.say("killed " + victims + ", all ready again "
                    + Figures.seconds(Figures.seconds(Duration.ofNanos(System.nanoTime() - startedAt)))
                    + " after the restart");
            // Late and corrected call records from now on.
            if (revision < MOST_REVISIONS) {
                vos.turn("{\"revision\":" + ++revision + "}");
            }
        } while (System.nanoTime() < deadline);
    }

    Map<Victim, Integer> kills() {
        return kills;
    }

    private List<Victim> choose(List<Victim> candidates) {
        List<Victim> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, random);
        int count = random.nextDouble() < TWO_AT_ONCE ? 2 : 1;
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }
}
