package io.caravan.behavior.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.DefaultTypedTuple;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import io.caravan.testing.RedisConnection;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A ranking of so many items that Redis gets it in parts. */
class HotItemsTest {

    private static final int TOP = 1000;
    private static final int MINUTES = 60;
    private static final int ITEMS = 12_000;
    private static final int OF_A_BUCKET = 1500;
    private static final double DECAY = 33;
    private static final Map<String, Double> WEIGHTS = Map.of("click", 2.0, "view", 1.0);

    private final String hub = "hot-" + UUID.randomUUID();
    private final RealtimeKeys keys = new RealtimeKeys(hub);
    private final Place place = new Place(hub, "scenario");
    private final Instant now = Instant.parse("2026-03-01T10:00:30Z");
    private final RealtimeSettings settings = new RealtimeSettings(
            hub,
            "group",
            "topic",
            MINUTES,
            MINUTES,
            Duration.ofMinutes(MINUTES),
            Set.of(),
            List.of("click", "view"),
            new RealtimeSettings.Recent(3, Duration.ofHours(1), false),
            TOP,
            100);
    private RedisConnection server;
    private StringRedisTemplate redis;
    private HotItems hotItems;

    @BeforeEach
    void connect() {
        server = new RedisConnection(TestServers.redis());
        redis = server.template();
        hotItems = new HotItems(
                redis, settings, any -> new HotRules(WEIGHTS, 0, DECAY, MINUTES), Clock.fixed(now, ZoneOffset.UTC));
        redis.opsForValue().set(keys.generation(), "g");
        redis.opsForZSet().add(keys.active("g"), place.key(), now.getEpochSecond() / 60.0);
    }

    @AfterEach
    void disconnect() {
        Set<String> left = new HashSet<>(redis.keys(hub + ":*"));
        left.add(RealtimeKeys.hotItems(place));
        redis.delete(left);
        server.close();
    }

    @Test
    void theHottestOfManyAreShownAndNothingElseIsLeft() {
        Map<String, Double> truth = fill(new Random(1));
        Set<String> before = redis.keys(hub + ":*");

        hotItems.showAll();
        hotItems.showAll();

        List<Double> best = truth.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(TOP)
                .toList();
        List<TypedTuple<String>> shown =
                new ArrayList<>(redis.opsForZSet().reverseRangeWithScores(RealtimeKeys.hotItems(place), 0, -1));
        assertThat(shown).hasSize(TOP);
        for (int i = 0; i < TOP; i++) {
            assertThat(shown.get(i).getScore()).isCloseTo(best.get(i), within(1e-9));
            assertThat(shown.get(i).getScore()).isCloseTo(truth.get(shown.get(i).getValue()), within(1e-9));
        }
        assertThat(redis.getExpire(RealtimeKeys.hotItems(place))).isPositive();
        assertThat(redis.keys(hub + ":*")).isEqualTo(before);
    }

    @Test
    void aPlaceOfWhichNothingIsLeftIsNotShown() {
        redis.opsForZSet().add(RealtimeKeys.hotItems(place), "of before", 1);

        hotItems.showAll();

        assertThat(redis.hasKey(RealtimeKeys.hotItems(place))).isFalse();
    }

    /** Counts in every minute of the window and in one before it; the scores that they make. */
    private Map<String, Double> fill(Random random) {
        Map<String, Double> truth = new HashMap<>();
        long newest = now.getEpochSecond() / 60;
        for (int age = 0; age <= MINUTES; age++) {
            for (Map.Entry<String, Double> action : WEIGHTS.entrySet()) {
                Set<TypedTuple<String>> counts = new HashSet<>();
                for (int i = 0; i < OF_A_BUCKET; i++) {
                    String item = "item-" + (age * 97 + i * 7) % ITEMS;
                    double count = 1 + random.nextInt(50);
                    counts.add(new DefaultTypedTuple<>(item, count));
                    if (age < MINUTES) {
                        truth.merge(item, action.getValue() * count * Math.exp(-DECAY * age / 1440), Double::sum);
                    }
                }
                redis.opsForZSet().add(keys.buckets("g", place) + (newest - age) + ":items:" + action.getKey(), counts);
            }
        }
        return truth;
    }
}
