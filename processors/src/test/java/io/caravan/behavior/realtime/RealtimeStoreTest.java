package io.caravan.behavior.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pieces and the recent events of users, in a real Redis. */
class RealtimeStoreTest extends RealtimeInRedis {

    @Test
    void aPieceThatComesAgainOrOverlapsCountsOnce() throws Exception {
        assertThat(store.apply(clicks(0, 9))).isTrue();
        assertThat(store.apply(clicks(0, 9))).isTrue();
        assertThat(store.apply(clicks(5, 14))).isTrue();
        assertThat(store.apply(clicks(2, 3))).isTrue();

        assertThat(shown("clicks")).isEqualTo(15L);
        assertThat(store.fence(0).next()).isEqualTo(15);
    }

    @Test
    void nothingIsAppliedBehindAGap() throws Exception {
        store.apply(clicks(0, 9));

        assertThat(store.apply(clicks(12, 14))).isFalse();
        assertThat(shown("clicks")).isEqualTo(10L);
    }

    @Test
    void hubsThatApplyTheSamePiecesAtTheSameTimeCountThemOnce() throws Exception {
        var hubs = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> hub = () -> {
                var own = new RealtimeStore(redis, settings, json, clock);
                for (int first = 0; first < 300; first += 10) {
                    own.apply(clicks(first, first + 9));
                }
                return true;
            };
            for (var done : hubs.invokeAll(List.of(hub, hub, hub, hub))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            hubs.shutdownNow();
        }
        assertThat(shown("clicks")).isEqualTo(300L);
    }

    @Test
    void aForgottenFigureIsBuiltAnewAndRecentEventsAreNotDoubled() throws Exception {
        store.apply(clicks(0, 4));
        store.forget();
        assertThat(store.apply(clicks(3, 4))).as("what was before is missing").isFalse();
        assertThat(store.apply(clicks(0, 4))).isTrue();

        assertThat(shown("clicks")).isEqualTo(5L);
        assertThat(redis.opsForList().size(RealtimeKeys.recent(place.tenant(), "user")))
                .isEqualTo(3);
    }

    @Test
    void recentEventsAreNewestFirstHoweverLateTheyCome() throws Exception {
        for (int millis : new int[] {10, 30, 20, 40, 5, 35}) {
            long offset = Math.max(0, store.fence(0).next());
            store.apply(piece(offset, event(offset, "view", start.minusMillis(millis))));
        }
        assertThat(redis.opsForList().range(RealtimeKeys.recent(place.tenant(), "user"), 0, -1))
                .extracting(entry ->
                        start.toEpochMilli() - json.readTree(entry).path("time").longValue())
                .containsExactly(5L, 10L, 20L);
    }

    @Test
    void recentEventsLiveOnWhileTheirUserIsActive() throws Exception {
        String key = RealtimeKeys.recent(place.tenant(), "user");
        for (int offset = 0; offset < 12; offset++) {
            store.apply(clicks(offset, offset));
            assertThat(redis.getExpire(key, TimeUnit.MILLISECONDS))
                    .isGreaterThan(
                            Duration.between(Instant.now(), now).plusMinutes(59).toMillis());
            now = now.plusSeconds(20);
        }
    }

    @Test
    void aKeyOfAnotherKindInTheWayIsReplaced() throws Exception {
        redis.opsForValue().set(RealtimeKeys.recent(place.tenant(), "user"), "text");
        redis.opsForValue().set(RealtimeKeys.metrics(place), "text");
        redis.opsForValue().set(RealtimeKeys.hotItems(place), "text");
        store.apply(clicks(0, 1));

        assertThat(shown("clicks")).isEqualTo(2L);
        assertThat(scores()).containsEntry("item", 4.0);
    }

    @Test
    void aHubThatRemembersWhereItMovedAFenceSeesThatOthersMovedIt() throws Exception {
        var other = new RealtimeStore(redis, settings, json, clock);
        assertThat(store.applyTogether(List.of(clicks(0, 9)))).isEmpty();
        assertThat(other.apply(clicks(10, 14))).isTrue();

        Piece overlapping = clicks(10, 19);
        assertThat(store.applyTogether(List.of(overlapping))).containsExactly(overlapping);
        assertThat(store.apply(overlapping)).isTrue();
        assertThat(store.applyTogether(List.of(clicks(20, 24)))).isEmpty();
        assertThat(shown("clicks")).isEqualTo(25L);
    }

    @Test
    void aHubThatRemembersWhereItMovedAFenceSeesThatRedisHasLostIt() {
        assertThat(store.applyTogether(List.of(clicks(0, 9)))).isEmpty();
        redis.delete(redis.keys(settings.hub() + "*"));

        Piece again = clicks(0, 9);
        assertThat(store.applyTogether(List.of(again)))
                .as("applied, as it was before")
                .isEmpty();
        redis.delete(redis.keys(settings.hub() + "*"));
        Piece next = clicks(10, 14);
        assertThat(store.applyTogether(List.of(next))).containsExactly(next);
        assertThat(store.apply(next)).as("records before it are missing").isFalse();
    }

    @Test
    void recentEventsOfOnePieceStandInOrderEachOnce() throws Exception {
        List<Occurrence> events = new ArrayList<>();
        for (int millis : new int[] {30, 10, 20, 10}) {
            events.add(event(events.size(), "view", start.minusMillis(millis)));
        }
        store.apply(new Piece(0, 0, 3, events, 0, null));
        events.set(0, event(0, "view", start.minusMillis(10)));
        store.apply(new Piece(1, 0, 0, events.subList(0, 1), 0, null));

        assertThat(redis.opsForList().range(RealtimeKeys.recent(place.tenant(), "user"), 0, -1))
                .extracting(entry -> json.readTree(entry).path("event_id").textValue())
                .doesNotHaveDuplicates()
                .hasSize(3);
    }
}
