package io.caravan.behavior;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.KillRounds;
import io.caravan.testing.KillRounds.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** kill -9 of the hub while events are stored. The long form of this is in bench/. */
class KillTest {

    @Test
    void everyAcknowledgedEventIsStoredOnce() {
        long seed = new Random().nextLong();
        try (var hub = new BehaviorHub()) {
            hub.process().start().awaitReady();
            Outcome outcome = new KillRounds(hub, new Random(seed)).run(3, 6_000, () -> {
                hub.process().kill();
                hub.process().start();
            });

            assertThat(outcome.acknowledged()).isGreaterThan(100);
            assertThat(outcome.missing()).as("missing, seed %d", seed).isEmpty();
            assertThat(outcome.repeated()).as("more than once, seed %d", seed).isEmpty();
            assertThat(outcome.strange()).as("never sent, seed %d", seed).isEmpty();
            assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour"))
                    .as("counted, seed %d", seed)
                    .isEqualTo(hub.stored());
        }
    }
}
