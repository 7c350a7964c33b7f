package io.caravan.behavior.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.caravan.behavior.realtime.RealtimeCheck;
import io.caravan.behavior.realtime.RealtimeTruth;
import io.caravan.behavior.realtime.RealtimeTruth.Event;
import io.caravan.embedded.EmbeddedServer;
import io.caravan.testing.HubProcess;
import io.caravan.testing.KafkaTopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever is killed while events come in, and whichever of ClickHouse's replies are lost: what was acknowledged is stored,
 * once, and every aggregate and every realtime figure is that of the events which happened. The long form is in bench/.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BehaviorProofTest {

    private static final long SEED = Long.getLong("caravan.proof.seed", new Random().nextInt(1_000_000));
    private static final double LOST = 0.05;
    private static final List<RealtimeTruth> TRUTHS = List.of(
            new RealtimeTruth("ten:ant", SEED),
            new RealtimeTruth("acme", SEED + 1),
            new RealtimeTruth("shop", SEED + 2));

    private static final Random RANDOM = new Random(SEED);
    private static final Map<String, String> REJECTED = new HashMap<>();
    private static long repeated;
    private static ProofStack stack;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("seed " + SEED + ": -Dcaravan.proof.seed=" + SEED + " makes the same choices again");
        stack = new ProofStack();
        stack.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void killsAndLostRepliesChangeNothing() {
        HubProcess hub = stack.hub().process();
        List<HubProcess> hubs = List.of(hub);
        List<Runnable> kills = new ArrayList<>(List.of(() -> kill(hub), () -> kill(hub)));
        stack.servers().forEach(server -> kills.add(() -> kill(server)));
        Collections.shuffle(kills, RANDOM);
        try (var clients = begin(hubs)) {
            for (Runnable kill : kills) {
                awaitStoring(clients);
                kill.run();
                hub.awaitReady();
            }
            finish(clients);
        }
        assertTruth(hubs);
    }

    @Test
    @Order(2)
    void soDoesAHubOfSeveralThatIsKilledOrStandsStill() {
        List<HubProcess> hubs = stack.hubs();
        // A consumer each, so that every hub has a share of the four partitions.
        hubs.get(0).kill();
        hubs.forEach(hub -> hub.set("caravan.behavior.store.consumers", "1")
                .set("caravan.behavior.realtime.consumers", "1")
                .start());
        hubs.forEach(HubProcess::awaitReady);
        List<HubProcess> shuffled = new ArrayList<>(hubs);
        Collections.shuffle(shuffled, RANDOM);
        try (var clients = begin(hubs)) {
            awaitStoring(clients);
            shuffled.get(0).kill();
            awaitStoring(clients);
            shuffled.get(1).pause();
            awaitStoring(clients);
            shuffled.get(0).start();
            shuffled.get(1).resume();
            awaitStoring(clients);
            finish(clients);
        }
        assertTruth(hubs);
    }

    private static Clients begin(List<HubProcess> hubs) {
        stack.dropReplies(LOST, SEED);
        return new Clients(hubs, TRUTHS, RANDOM.nextLong());
    }

    private static void finish(Clients clients) {
        clients.finish();
        stack.dropReplies(0, SEED);
        REJECTED.putAll(clients.rejected());
        repeated += clients.repeated();
    }

    private static void kill(HubProcess hub) {
        hub.kill();
        hub.start();
    }

    private static void kill(EmbeddedServer server) {
        ProofStack.killAndStart(server, () -> LockSupport.parkNanos(RANDOM.nextInt(1_000) * 1_000_000L));
    }

    /** Otherwise a kill would hit nothing: a consumer that was killed keeps its partitions for a while. */
    private static void awaitStoring(Clients clients) {
        long stored = stored();
        long acknowledged = clients.acknowledged();
        int more = 1 + RANDOM.nextInt(200);
        patiently("events acknowledged and stored")
                .until(() -> clients.acknowledged() > acknowledged + more && stored() > stored + more);
    }

    private static long stored() {
        return stack.sql().number("SELECT count() FROM user_behaviors");
    }

    private static void assertTruth(List<HubProcess> hubs) {
        List<Event> happened =
                TRUTHS.stream().flatMap(truth -> truth.happened().stream()).toList();
        HubProcess hub = hubs.get(0);
        hubs.forEach(HubProcess::awaitReady);
        patiently("all dealt with").untilAsserted(() -> {
            JsonNode stored = offsets(hub);
            assertThat(lag(stored)).as("lag of %s", stored).isZero();
            RealtimeCheck.assertAllApplied(hub);
        });

        JsonNode report = offsets(hub);
        assertThat(report.path("right").booleanValue()).as("%s", report).isTrue();
        assertThat(sum(report, "stored")).isEqualTo(happened.size());
        assertThat(sum(report, "duplicates")).isGreaterThanOrEqualTo(repeated);
        assertThat(sum(report, "dead_lettered")).isZero();
        assertThat(sum(report, "end")).isEqualTo(sum(report, "stored") + sum(report, "duplicates"));
        new StoreCheck(stack.sql(), happened).assertTruth();
        assertRealtime(hub);
        assertDeadLetters();
        assertBalance(hubs);
    }

    /** The metrics of each hub since its start, and those of all that ever was. */
    private static void assertBalance(List<HubProcess> hubs) {
        assertThat(hubs).anySatisfy(hub -> assertThat(hub.metric("caravan_behavior_received_events_total"))
                .isPositive());
        for (HubProcess hub : hubs) {
            patiently("no request under way").until(() -> hub.metric("caravan_behavior_in_flight_events") == 0);
            assertThat(hub.metric("caravan_behavior_received_events_total"))
                    .isEqualTo(hub.metric("caravan_behavior_accepted_events_total")
                            + hub.metric("caravan_behavior_rejected_events_total")
                            + hub.metric("caravan_behavior_unacknowledged_events_total"));
            JsonNode report = offsets(hub);
            for (String figure : List.of("accepted", "stored", "in_flight", "unbalanced")) {
                assertThat(hub.metric("caravan_behavior_offsets_" + figure + "_records"))
                        .as(figure)
                        .isEqualTo(sum(report, figure));
            }
            assertThat(hub.metric("caravan_behavior_offsets_duplicate_records"))
                    .isEqualTo(sum(report, "accepted") - sum(report, "stored"));
            assertThat(sum(report, "in_flight")).isZero();
            assertThat(sum(report, "unbalanced")).isZero();
        }
    }

    private static void assertRealtime(HubProcess hub) {
        for (RealtimeTruth truth : TRUTHS) {
            List<String> users =
                    truth.happened().stream().map(Event::user).distinct().toList();
            patiently("figures of " + truth.tenant())
                    .untilAsserted(() -> new RealtimeCheck(hub, truth).assertTruth(users, 5));
        }
    }

    private static void assertDeadLetters() {
        Map<String, String> letters = new HashMap<>();
        stack.hub()
                .deadLetters()
                .records()
                .forEach(letter -> letters.put(
                        new String(letter.value()),
                        KafkaTopic.header(letter, "caravan-reason").split(":")[0]));
        assertThat(letters).isEqualTo(REJECTED);
    }

    private static JsonNode offsets(HubProcess hub) {
        return hub.getJson("/api/v1/behaviors/offsets");
    }

    private static long lag(JsonNode report) {
        return report.path("partitions").isEmpty() ? -1 : sum(report, "lag");
    }

    private static long sum(JsonNode report, String figure) {
        return Stream.iterate(0, i -> i < report.path("partitions").size(), i -> i + 1)
                .mapToLong(i -> report.at("/partitions/" + i + "/" + figure).longValue())
                .sum();
    }

    private static ConditionFactory patiently(String what) {
        return await(what + ", seed " + SEED)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
